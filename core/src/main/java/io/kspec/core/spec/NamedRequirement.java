package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Something that must exist by name.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamedRequirement(
        @JsonPropertyDescription("Name of the object that must exist.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("Why it must exist, for the reader of a report.") @Size(max = 1024) @Nullable
        String description) {}
