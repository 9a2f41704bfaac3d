package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// The cert-manager issuer of the serving certificate; absent means an authority of kspec's own.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhookCertificate(
        @JsonPropertyDescription("Name of the cert-manager issuer. Unset means an authority of kspec's own.")
        @Size(max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Nullable
        String issuer,

        @JsonPropertyDescription("Kind of the issuer.") @Default("ClusterIssuer") @Nullable
        IssuerKind issuerKind) {}
