package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// The object that drifted.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftedResource(
        @JsonPropertyDescription("API group and version of the object.") @Size(max = 317) @Nullable
        String apiVersion,

        @JsonPropertyDescription("Kind of the object.") @Required @Size(min = 1, max = 63)
        String kind,

        @JsonPropertyDescription("Name of the object.") @Required @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("Namespace of the object; empty for cluster-scoped kinds.") @Size(max = 63) @Nullable
        String namespace,

        @JsonPropertyDescription("UID of the object.") @Size(max = 128) @Nullable
        String uid) {}
