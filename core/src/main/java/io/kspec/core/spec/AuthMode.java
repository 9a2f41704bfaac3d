package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a remote cluster is signed in to.
public enum AuthMode {
    @JsonProperty("kubeconfig")
    KUBECONFIG,
    @JsonProperty("serviceAccount")
    SERVICE_ACCOUNT,
    @JsonProperty("token")
    TOKEN,
    @JsonProperty("workloadIdentity")
    WORKLOAD_IDENTITY
}
