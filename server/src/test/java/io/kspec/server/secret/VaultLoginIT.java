package io.kspec.server.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Vault asks a real API server who the server is.
@Tag("apiserver")
final class VaultLoginIT {
    private static final byte[] SECRET = "the kubeconfig".getBytes(UTF_8);

    @Test
    void aServiceAccountLogsInByItsRoleAndNoOtherDoes(@TempDir Path folder) throws IOException {
        try (LocalKubernetes cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
                TransitVault vault = TransitVault.start(folder)) {
            Path ours = token(cluster, "server", folder);
            Path theirs = token(cluster, "stranger", folder);
            trust(vault, cluster);
            Map<String, String> settings = vault.settings(Map.of(
                    "kspec.keys.vault.token-file",
                    "",
                    "kspec.keys.vault.role",
                    "kspec",
                    "kspec.keys.vault.service-account-token",
                    ours.toString()));

            var sealer = new Sealer(TransitVault.keys(settings));
            Sealed sealed = sealer.seal(SECRET, "a");
            assertThat(sealer.open(sealed, "a")).isInstanceOf(Opened.Plain.class);
            vault.program().ask("POST", "sys/leases/revoke-prefix/auth/kubernetes", "");
            assertThat(sealer.open(sealed, "a")).as("it logs in again").isInstanceOf(Opened.Plain.class);

            assertThatIllegalStateException()
                    .isThrownBy(() -> TransitVault.keys(with(settings, "service-account-token", theirs.toString())))
                    .withMessageContaining("403");
            assertThatIllegalStateException()
                    .isThrownBy(() -> TransitVault.keys(with(settings, "role", "another")))
                    .withMessageContaining("400");
            vault.program().ask("DELETE", "auth/kubernetes/role/kspec", "");
            vault.program().ask("POST", "sys/leases/revoke-prefix/auth/kubernetes", "");
            assertThatExceptionOfType(KeysAway.class)
                    .as("a login that is refused is no answer about what is sealed")
                    .isThrownBy(() -> sealer.open(sealed, "a"));
            Files.delete(ours);
            vault.program().ask("POST", "sys/leases/revoke-prefix/auth/kubernetes", "");
            assertThatExceptionOfType(KeysAway.class)
                    .isThrownBy(() -> sealer.open(sealed, "a"))
                    .withMessageContaining("kspec.keys.vault.service-account-token");
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        var changed = new HashMap<>(settings);
        changed.put("kspec.keys.vault." + name, value);
        return changed;
    }

    /// One that Vault alone accepts.
    private static Path token(LocalKubernetes cluster, String name, Path folder) throws IOException {
        account(cluster, name);
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace("default")
                .withName(name)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withAudiences("vault")
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        return Files.writeString(folder.resolve(name), token);
    }

    private static void account(LocalKubernetes cluster, String name) {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
    }

    /// What Vault asks the API server with.
    private static String reviewer(LocalKubernetes cluster) {
        account(cluster, "vault");
        cluster.client()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName("vault")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "system:auth-delegator")
                        .addNewSubject(null, "ServiceAccount", "vault", "default")
                        .build())
                .create();
        return Config.fromKubeconfig(cluster.kubeconfigFor("default", "vault").toFile())
                .getAutoOAuthToken();
    }

    private static void trust(TransitVault vault, LocalKubernetes cluster) {
        Config admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
        String authority = new String(Base64.getDecoder().decode(admin.getCaCertData()), UTF_8);
        vault.program().ask("POST", "sys/auth/kubernetes", "{\"type\":\"kubernetes\"}");
        vault.program()
                .ask(
                        "POST",
                        "auth/kubernetes/config",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("kubernetes_host", cluster.server().toString())
                                .put("kubernetes_ca_cert", authority)
                                .put("token_reviewer_jwt", reviewer(cluster))
                                .put("disable_local_ca_jwt", true)
                                .toString());
        vault.program()
                .ask(
                        "POST",
                        "auth/kubernetes/role/kspec",
                        "{\"bound_service_account_names\":[\"server\"],\"bound_service_account_namespaces\":[\"default\"],"
                                + "\"audience\":\"vault\",\"token_policies\":[\"kspec\"]}");
    }
}
