package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A rule of the user's own, in CEL over `object`.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CustomRule(
        @Nullable String name,
        @Nullable String expression,
        @Nullable RuleMatch match,
        @Nullable String severity,
        @Nullable String message,
        @Nullable String messageExpression) {}
