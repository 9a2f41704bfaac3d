package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.CertManagerController;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The real cert-manager comes while the operator runs, and goes again.
@ApiServer(shared = false, nodes = 0)
final class CertManagerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "kspec-webhook-tls";
    private static final String ISSUED = "cert-manager.io/issuer-name";

    @Test
    void itsCertificateIsServedAndTrustedAndAdmissionNeverStops(
            LocalKubernetes cluster, KubernetesClient client, Kubectl kubectl) {
        try (var operator = new RunningOperator(client, OperatorOptions.onLoopback("--cert-manager=auto"))) {
            operator.declare(Yaml.specification("prod", "mode: enforce"));
            awaitRefusal(kubectl);
            String ownBundle = bundle(operator);
            try (var _ = CertManagerController.start(cluster)) {
                await("a certificate of cert-manager's").atMost(PATIENCE).until(() -> annotations(client)
                        .containsKey(ISSUED));
                await("trust in its authority").atMost(PATIENCE).until(() -> !bundle(operator)
                        .equals(ownBundle));
                assertThat(refusal(kubectl)).contains("kspec refuses");
                String first = certificate(client);
                client.secrets()
                        .inNamespace(RunningOperator.NAMESPACE)
                        .withName(SECRET)
                        .delete();
                await("another one in place of one that was deleted")
                        .atMost(PATIENCE)
                        .until(() -> !certificate(client).isEmpty()
                                && !certificate(client).equals(first));
                awaitRefusal(kubectl);
            }
            await("a certificate of kspec's own")
                    .atMost(PATIENCE)
                    .until(() -> !certificate(client).isEmpty()
                            && !annotations(client).containsKey(ISSUED));
            awaitRefusal(kubectl);
        }
    }

    private static void awaitRefusal(Kubectl kubectl) {
        await("refusal").atMost(PATIENCE).until(() -> refusal(kubectl).contains("kspec refuses"));
    }

    private static String refusal(Kubectl kubectl) {
        return kubectl.runWithInput(Yaml.privilegedPod("default", "bad"), "create", "--dry-run=server", "-f", "-")
                .stderr();
    }

    private static String bundle(RunningOperator operator) {
        return operator.guard("validatingwebhookconfigurations", "kspec-validating-webhook")
                .map(guard -> guard.at("/webhooks/0/clientConfig/caBundle").asText())
                .orElse("");
    }

    private static Map<String, String> annotations(KubernetesClient client) {
        Secret secret = secret(client);
        return secret == null
                ? Map.of()
                : Objects.requireNonNullElse(secret.getMetadata().getAnnotations(), Map.of());
    }

    private static String certificate(KubernetesClient client) {
        Secret secret = secret(client);
        return secret == null || secret.getData() == null
                ? ""
                : secret.getData().getOrDefault("tls.crt", "");
    }

    private static Secret secret(KubernetesClient client) {
        return client.secrets()
                .inNamespace(RunningOperator.NAMESPACE)
                .withName(SECRET)
                .get();
    }
}
