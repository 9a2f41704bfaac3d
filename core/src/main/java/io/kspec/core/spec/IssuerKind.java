package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The two kinds of cert-manager issuers.
public enum IssuerKind {
    @JsonProperty("Issuer")
    ISSUER,
    @JsonProperty("ClusterIssuer")
    CLUSTER_ISSUER
}
