package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Something that must exist by name.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamedRequirement(
        @Nullable String name, @Nullable String description) {}
