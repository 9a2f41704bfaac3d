package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The cert-manager issuer of the serving certificate; absent means kspec's own authority.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhookCertificate(
        @Nullable String issuer, @Nullable IssuerKind issuerKind) {}
