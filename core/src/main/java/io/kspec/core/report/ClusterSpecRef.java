package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// The specification that a report is about, with its own version.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSpecRef(
        @JsonPropertyDescription("Name of the ClusterSpecification.") @Required @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("Its spec.version at that time.") @Size(max = 128) @Nullable
        String version) {}
