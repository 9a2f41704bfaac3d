package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/// A remote cluster and how to sign in to it: the `spec` of a ClusterTarget.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.apiServerURL) || self.authMode == 'kubeconfig'",
        message = "apiServerURL is required unless authMode is kubeconfig")
@ValidationRule(
        value = "has(self.kubeconfigSecretRef) == (self.authMode == 'kubeconfig')",
        message = "kubeconfigSecretRef is required with authMode kubeconfig and not allowed with another")
@ValidationRule(
        value = "has(self.serviceAccountSecretRef) == (self.authMode == 'serviceAccount')",
        message = "serviceAccountSecretRef is required with authMode serviceAccount and not allowed with another")
@ValidationRule(
        value = "has(self.tokenSecretRef) == (self.authMode == 'token')",
        message = "tokenSecretRef is required with authMode token and not allowed with another")
@ValidationRule(
        value = "!has(self.workloadIdentity) || self.authMode == 'workloadIdentity'",
        message = "workloadIdentity is not allowed with another authMode")
@ValidationRule(
        value = "!has(self.caData) || !has(self.insecureSkipTLSVerify) || !self.insecureSkipTLSVerify",
        message = "caData and insecureSkipTLSVerify exclude each other")
public record ClusterTargetSpec(
        @JsonPropertyDescription("Address of the API server, with https. Optional with authMode kubeconfig, where it "
                + "must equal the address in the kubeconfig.")
        @Size(max = 2048)
        @Pattern("^https?://.*")
        @Nullable
        String apiServerURL,

        @JsonPropertyDescription("How to sign in; decides which secret reference must be given.") @Required @Nullable
        AuthMode authMode,

        @JsonPropertyDescription("Secret with a kubeconfig, for authMode kubeconfig; key kubeconfig unless said "
                + "otherwise. Exec plug-ins and file paths in it are refused.")
        @Nullable
        SecretRef kubeconfigSecretRef,

        @JsonPropertyDescription("Secret with a service account token, for authMode serviceAccount; key token unless "
                + "said otherwise.")
        @Nullable
        SecretRef serviceAccountSecretRef,

        @JsonPropertyDescription("Secret with a bearer token, for authMode token; key token unless said otherwise.")
        @Nullable
        SecretRef tokenSecretRef,

        @JsonPropertyDescription("The projected token, for authMode workloadIdentity.") @Nullable
        WorkloadIdentity workloadIdentity,

        @JsonPropertyDescription("The authority that signed the certificate of the API server: PEM, base64-encoded. "
                + "Not together with insecureSkipTLSVerify.")
        @Size(max = 1048576)
        @Pattern("^[A-Za-z0-9+/=]*$")
        @Nullable
        String caData,

        @JsonPropertyDescription("Do not verify the certificate of the API server. Refused unless the operator was "
                + "started to allow it. Unset means false.")
        @Nullable
        Boolean insecureSkipTLSVerify,

        @JsonPropertyDescription("Proxy through which the API server is reached.")
        @Size(max = 2048)
        @Pattern("^(https?|socks5)://.*")
        @Nullable
        String proxyURL,

        @JsonPropertyDescription("Time between scans of this cluster, for example 5m or 1h30m; at least 1m. Unset "
                + "means the interval of the operator.")
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        @ValidationRule(value = "duration(self) >= duration('1m')", message = "must be at least 1m")
        @Nullable
        String scanInterval,

        @JsonPropertyDescription("kspec may write to this cluster. Unset means false: it only reads.") @Nullable
        Boolean allowEnforcement) {}
