package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/// A ClusterSpecification by name.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SpecificationRef(
        @JsonPropertyDescription("Name of the ClusterSpecification.") @Required @Size(min = 1, max = 253)
        String name) {}
