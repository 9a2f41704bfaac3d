package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A namespace that must carry another level instead.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodSecurityExemption(
        @Nullable String namespace,
        @Nullable PodSecurityLevel level,
        @Nullable String reason,
        @Nullable String approver,
        @Nullable String expiresAt) {}
