package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// How admission asks kspec.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhooksSpec(
        @Nullable Boolean enabled,
        @Nullable FailurePolicy failurePolicy,
        @Nullable Integer timeoutSeconds,
        @Nullable TemplateAction templates,
        @Nullable WebhookCertificate certificate) {}
