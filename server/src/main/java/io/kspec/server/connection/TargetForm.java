package io.kspec.server.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Documents;
import io.kspec.core.failure.Failure;
import io.kspec.core.spec.AuthMode;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.spec.SecretRef;
import io.kspec.kube.access.KubeconfigInspection.Accepted;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the spec of a ClusterTarget asks for, as a kubeconfig: so there is one set of demands for all of its forms.
/// Pure. What is not supported is refused by its name.
final class TargetForm {
    private static final Pattern SECRET = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    private final TargetReference target;
    private final ClusterTargetSpec spec;

    TargetForm(TargetReference target, ClusterTargetSpec spec) {
        this.target = target;
        this.spec = spec;
    }

    /// @param key in the Secret
    record Wanted(String secret, String key) {}

    /// The Secret that the credential is in.
    Reading<Wanted> secret() {
        if (Boolean.TRUE.equals(spec.insecureSkipTLSVerify())) {
            return refused("the server is not to be verified", "insecureSkipTLSVerify", "Remove it, and set caData.");
        }
        if (spec.proxyURL() != null) {
            return refused("it names a proxy", "proxyURL", "Remove it: the server is asked directly.");
        }
        AuthMode mode = spec.authMode();
        if (mode == null) {
            return refused("it does not say how to sign in", "authMode", "Set it.");
        }
        return switch (mode) {
            case KUBECONFIG -> wanted(spec.kubeconfigSecretRef(), "kubeconfigSecretRef", "kubeconfig");
            case SERVICE_ACCOUNT -> wanted(spec.serviceAccountSecretRef(), "serviceAccountSecretRef", "token");
            case TOKEN -> wanted(spec.tokenSecretRef(), "tokenSecretRef", "token");
            case WORKLOAD_IDENTITY ->
                refused(
                        "workloadIdentity is the identity of another pod than the server's",
                        "authMode",
                        "Use authMode kubeconfig, serviceAccount or token, or register a kubeconfig.");
        };
    }

    private Reading<Wanted> wanted(@Nullable SecretRef reference, String field, String key) {
        String name = reference == null ? null : reference.name();
        if (reference == null || name == null || !SECRET.matcher(name).matches()) {
            return refused("it names no Secret", field, "Name one in the namespace of the ClusterTarget.");
        }
        String namespace = Optional.ofNullable(reference.namespace()).orElse(target.namespace());
        if (!namespace.equals(target.namespace())) {
            return refused(
                    "its Secret is in the namespace %s".formatted(namespace),
                    field + ".namespace",
                    "Put the Secret into the namespace of the ClusterTarget.");
        }
        return new Reading.Known<>(
                new Wanted(name, Optional.ofNullable(reference.key()).orElse(key)));
    }

    /// The kubeconfig that the value in the Secret stands for.
    Reading<String> kubeconfig(String value) {
        if (spec.authMode() != AuthMode.KUBECONFIG) {
            return signed(value.strip());
        }
        if (spec.caData() != null) {
            return refused("there is a kubeconfig beside it", "caData", "Put the authority into the kubeconfig.");
        }
        // a message about broken text quotes it, and this text is a secret of somebody else
        return Documents.read("kubeconfig", value).stream().anyMatch(Broken.class::isInstance)
                ? refused("what its Secret holds is no YAML", "kubeconfigSecretRef", "Put a kubeconfig there.")
                : new Reading.Known<>(value);
    }

    private Reading<String> signed(String token) {
        String server = spec.apiServerURL();
        if (server == null) {
            return refused("it names no server", "apiServerURL", "Set it.");
        }
        if (!TOKEN.matcher(token).matches()) {
            return refused("what its Secret holds is no token", "authMode", "Put the token there, and nothing else.");
        }
        ObjectNode config = JsonNodeFactory.instance.objectNode().put("current-context", "target");
        ObjectNode cluster = named(config, "clusters").putObject("cluster").put("server", server);
        Optional.ofNullable(spec.caData()).ifPresent(pem -> cluster.put("certificate-authority-data", pem));
        named(config, "contexts").putObject("context").put("cluster", "target").put("user", "target");
        named(config, "users").putObject("user").put("token", token);
        return new Reading.Known<>(config.toString());
    }

    private static ObjectNode named(ObjectNode config, String list) {
        return config.putArray(list).addObject().put("name", "target");
    }

    /// Refused when the ClusterTarget says another address than its kubeconfig.
    Reading<Accepted> agreed(Accepted accepted) {
        String said = spec.apiServerURL();
        return said == null || bare(said).equals(bare(accepted.server().toString()))
                ? new Reading.Known<>(accepted)
                : refused(
                        "it says %s, and its kubeconfig %s".formatted(said, accepted.server()),
                        "apiServerURL",
                        "Make them the same, or remove it.");
    }

    private static String bare(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private <T> Reading<T> refused(String what, String field, String remedy) {
        return new Reading.Unknown<>(
                new Failure.Malformed(what, "spec.%s of %s".formatted(field, target.words()), remedy));
    }
}
