package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A key of a Secret in the same namespace.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretRef(
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String key) {}
