package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Names the ClusterTarget that is judged; absent means the cluster that kspec runs in.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClusterRef(
        @JsonPropertyDescription("Name of the ClusterTarget.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("Namespace of the ClusterTarget. Unset means kspec-system.")
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Nullable
        String namespace) {}
