package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;

/// A standard Kubernetes condition. `status` is True, False or Unknown; `lastTransitionTime` is RFC 3339 in UTC and
/// changes only with `status`.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        String lastTransitionTime,
        long observedGeneration) {}
