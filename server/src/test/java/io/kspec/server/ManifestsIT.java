package io.kspec.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.server.testing.TestCluster;
import io.kspec.testkit.Kubectl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// `config/operator-manager`, as an API server takes it.
@Tag("apiserver")
final class ManifestsIT {
    private static final Path FOLDER = Path.of("..", "config", "operator-manager");
    private static final Pattern SETTING = Pattern.compile("\\b(kspec\\.[a-z.-]+)=");

    private static TestCluster cluster;
    private static List<HasMetadata> objects;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
        KubernetesClient client = cluster.kubernetes().client();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("kspec-system")
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .serverSideApply();
        objects = Pattern.compile("(?m)^- (.+\\.yaml)$")
                .matcher(text(FOLDER.resolve("Kustomization")))
                .results()
                .flatMap(file -> client
                        .load(new ByteArrayInputStream(
                                text(FOLDER.resolve(file.group(1))).getBytes(StandardCharsets.UTF_8)))
                        .items()
                        .stream())
                .toList();
        objects.forEach(object -> object.getMetadata().setNamespace("kspec-system"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void anApiServerTakesEveryObject() {
        assertThat(objects).hasSize(7).allSatisfy(object -> assertThat(cluster.kubernetes()
                        .client()
                        .resource(object)
                        .inNamespace("kspec-system")
                        .dryRun()
                        .serverSideApply())
                .isNotNull());
    }

    @Test
    void aReplicaMayGoWhileTwoStay() {
        assertThat(only(Deployment.class).getSpec().getReplicas()).isEqualTo(3);
        assertThat(only(PodDisruptionBudget.class).getSpec().getMinAvailable().getIntVal())
                .isEqualTo(2);
    }

    @Test
    void replicasComeWithCpuOrDeploymentsAndGoAfterFifteenQuietMinutes() {
        var scaler = only(HorizontalPodAutoscaler.class).getSpec();
        assertThat(scaler.getMinReplicas()).isEqualTo(3);
        assertThat(scaler.getMaxReplicas()).isEqualTo(10);
        assertThat(scaler.getMetrics().get(0).getResource().getTarget().getAverageUtilization())
                .isEqualTo(70);
        var external = scaler.getMetrics().get(1).getExternal();
        assertThat(external.getMetric().getName()).isEqualTo("deployments_active");
        int each = Integer.parseInt(external.getTarget().getAverageValue().getAmount());
        assertThat(each * scaler.getMinReplicas())
                .as("active deployments until a fourth replica comes")
                .isEqualTo(15);
        assertThat(scaler.getBehavior().getScaleUp().getStabilizationWindowSeconds())
                .isEqualTo(300);
        assertThat(scaler.getBehavior().getScaleDown().getStabilizationWindowSeconds())
                .isEqualTo(900);
    }

    /// A name that the server does not know would be ignored.
    @Test
    void everySettingIsOneTheServerKnows() {
        assertThat(only(Deployment.class)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .extracting(variable -> variable.getName())
                .filteredOn(name -> name.startsWith("KSPEC_") && !name.startsWith("KSPEC_TLS_"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known()).containsKey(name));
    }

    @Test
    void withVaultThereIsATokenForItAndNoRing() {
        Path folder = Path.of("..", "config", "operator-manager-vault")
                .toAbsolutePath()
                .normalize();
        Kubectl kubectl = Kubectl.of(cluster.kubernetes());
        Kubectl.Answer written = kubectl.run("kustomize", folder.toString());
        assertThat(written.stdout())
                .contains("KSPEC_KEYS_VAULT_ADDRESS", "audience: vault", "port: 8200")
                .doesNotContain("KSPEC_KEYS_FILE", "secretName: kspec-keys");
        assertThat(Pattern.compile("KSPEC_KEYS_[A-Z_]+")
                        .matcher(written.stdout())
                        .results())
                .extracting(MatchResult::group)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(known()).containsKey(name));
        Kubectl.Answer applied = kubectl.run("apply", "--dry-run=server", "-k", folder.toString());
        assertThat(applied.succeeded()).as(applied.stderr()).isTrue();
    }

    private static <T extends HasMetadata> T only(Class<T> kind) {
        return objects.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    /// By the names of their environment variables.
    private static Map<String, String> known() {
        return SETTING.matcher(text(Path.of("src/main/resources/application.properties")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toMap(
                        name -> name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), name -> name, (one, _) -> one));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
