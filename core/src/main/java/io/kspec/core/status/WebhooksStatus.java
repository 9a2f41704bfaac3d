package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How admission is served.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhooksStatus(
        boolean active,
        boolean certificateReady,
        @Nullable String certificateNotAfter,
        @Nullable String certificateSource) {}
