package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A remote cluster and how to sign in to it: the `spec` of a ClusterTarget.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClusterTargetSpec(
        @Nullable String apiServerURL,
        @Nullable AuthMode authMode,
        @Nullable SecretRef kubeconfigSecretRef,
        @Nullable SecretRef serviceAccountSecretRef,
        @Nullable SecretRef tokenSecretRef,
        @Nullable WorkloadIdentity workloadIdentity,
        @Nullable String caData,
        @Nullable Boolean insecureSkipTLSVerify,
        @Nullable String proxyURL,
        @Nullable String scanInterval,
        @Nullable Boolean allowEnforcement) {}
