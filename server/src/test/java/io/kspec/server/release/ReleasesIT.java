package io.kspec.server.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.write.ObjectKind;
import io.kspec.local.LocalKubernetes;
import io.kspec.server.chart.ChartArchive;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.Program;
import io.kspec.testkit.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ApiServer
final class ReleasesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "hunter2-the-marker";

    private final Releases releases = new Releases(new ChartRenderer());

    @TempDir
    Path folder;

    private LocalKubernetes kubernetes;
    private KubernetesClient client;
    private ClusterAccess cluster;
    private ReleaseName release;

    @BeforeEach
    void reach(LocalKubernetes kubernetes, @TestNamespace String namespace) throws IOException {
        this.kubernetes = kubernetes;
        client = kubernetes.client();
        cluster = new ClusterAccess(client, Files.readString(kubernetes.kubeconfig()));
        release = new ReleaseName("sample", namespace);
    }

    @Test
    void theHelmProgramReadsWhatWasInstalledAndUpgraded() throws JsonProcessingException {
        assertThat(releases.state(cluster, release)).isInstanceOf(ReleaseState.Absent.class);

        assertThat(bring(plain("1.0.0"), "{\"colour\":\"blue\"}")).isEqualTo(done(1));
        assertThat(bring(plain("1.1.0"), "{\"colour\":\"green\"}")).isEqualTo(done(2));

        assertThat(helm("list", "-o", "json").findValuesAsText("chart")).containsExactly("sample-1.1.0");
        assertThat(helm("history", "sample", "-o", "json").findValuesAsText("status"))
                .containsExactly("superseded", "deployed");
        assertThat(helm("get", "values", "sample", "-o", "json")).isEqualTo(JSON.readTree("{\"colour\":\"green\"}"));
        assertThat(colour()).isEqualTo("green");
        assertThat(releases.state(cluster, release)).isInstanceOfSatisfying(ReleaseState.Deployed.class, deployed -> {
            assertThat(deployed.revision().number()).isEqualTo(2);
            assertThat(deployed.revision().version()).isEqualTo("1.1.0");
        });
    }

    @Test
    void goingBackIsAnUpgradeToTheChartAndTheValuesOfBefore() {
        ChartArchive before = plain("1.0.0");
        bring(before, "{\"colour\":\"blue\"}");
        bring(plain("2.0.0"), "{\"colour\":\"green\",\"image\":\"sample:2\"}");

        assertThat(bring(before, "{\"colour\":\"blue\"}")).isEqualTo(done(3));

        assertThat(colour()).isEqualTo("blue");
        assertThat(image()).isEqualTo("sample:1");
    }

    @Test
    void whatNeverBecomesReadyFailsAndTheNextAttemptGoesOn() {
        bring(plain("1.0.0"), "{}");

        ReleaseOutcome outcome = bring(
                plain("1.1.0"),
                "{\"image\":\"sample:2\",\"nodeSelector\":{\"no\":\"such-node\"}}",
                Duration.ofSeconds(3));

        assertThat(outcome).isInstanceOf(ReleaseOutcome.Failed.class);
        assertThat(releases.state(cluster, release)).isInstanceOfSatisfying(ReleaseState.Failed.class, failed -> {
            assertThat(failed.newest().number()).isEqualTo(2);
            assertThat(failed.lastDeployed())
                    .hasValueSatisfying(last -> assertThat(last.number()).isEqualTo(1));
        });
        assertThat(bring(plain("1.0.0"), "{}")).isEqualTo(done(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending-upgrade", "pending-rollback"})
    void aReleaseThatWasLeftInTheMiddleIsRecovered(String status) {
        bring(plain("1.0.0"), "{}");
        bring(plain("1.1.0"), "{\"colour\":\"green\"}");
        leave(2, status);
        leave(1, "deployed");
        assertThat(releases.state(cluster, release)).isInstanceOf(ReleaseState.Pending.class);

        assertThat(bring(plain("1.2.0"), "{\"colour\":\"red\"}")).isEqualTo(done(3));

        assertThat(colour()).isEqualTo("red");
        assertThat(releases.state(cluster, release)).isInstanceOf(ReleaseState.Deployed.class);
    }

    @Test
    void aFirstInstallThatWasLeftInTheMiddleIsRecoveredWithoutUninstalling() {
        bring(plain("1.0.0"), "{}");
        String uid = configUid();
        leave(1, "pending-install");

        assertThat(bring(plain("1.0.0"), "{\"colour\":\"green\"}")).isEqualTo(done(2));

        assertThat(configUid()).isEqualTo(uid);
        assertThat(colour()).isEqualTo("green");
    }

    @Test
    void recordsThatContradictEachOtherAreLeftToAPerson() {
        bring(plain("1.0.0"), "{}");
        bring(plain("1.1.0"), "{}");
        leave(1, "deployed");

        assertThat(releases.state(cluster, release)).isInstanceOf(ReleaseState.Undecidable.class);
        assertThat(bring(plain("1.2.0"), "{}"))
                .isInstanceOfSatisfying(
                        ReleaseOutcome.Failed.class,
                        failed -> assertThat(failed.failure().sentence()).contains("[2, 1]"));
    }

    @Test
    void anUninstallThatWasLeftInTheMiddleIsFinished() {
        bring(plain("1.0.0"), "{}");
        leave(1, "uninstalling");

        assertThat(releases.recover(cluster, release)).isEqualTo(done(0));

        assertThat(releases.state(cluster, release)).isInstanceOf(ReleaseState.Absent.class);
    }

    @Test
    void neitherUpgradeNorUninstallTouchesDefinitions() {
        ChartArchive first = TestCharts.plain(folder, "1.0.0")
                .withCrd("crds/keepers.yaml", "keepers", "")
                .withCrd("templates/helds.yaml", "helds", "")
                .packaged();
        kubectl("create", TestCharts.plain(folder, "0").withCrd("x", "keepers", ""));

        assertThat(bring(first, "{}")).isEqualTo(done(1));
        assertThat(definition("helds.release.test")).isNull();
        assertThat(bring(plain("1.1.0"), "{}")).isEqualTo(done(2));
        assertThat(releases.uninstall(cluster, release)).isEqualTo(done(0));

        assertThat(definition("keepers.release.test")).isNotNull();
        assertThat(releases.uninstall(cluster, release)).isEqualTo(done(0));
    }

    @Test
    void definitionsThatAnotherInstallerGaveToTheReleaseStay() throws IOException {
        Path chart = Files.createTempFile(folder, "foreign", ".tgz");
        TestCharts.plain(folder, "1.0.0")
                .withCrd("templates/owneds.yaml", "owneds", "")
                .packaged()
                .writeTo(chart);
        assertThat(helmProgram()
                        .run("install", "sample", chart.toString(), "-n", release.namespace())
                        .succeeded())
                .isTrue();
        assertThat(releases.uninstall(cluster, release)).isInstanceOf(ReleaseOutcome.Failed.class);

        assertThat(bring(plain("1.1.0"), "{}")).isEqualTo(done(2));
        assertThat(releases.uninstall(cluster, release)).isEqualTo(done(0));

        assertThat(definition("owneds.release.test")).isNotNull();
        client.genericKubernetesResources(ObjectKind.CUSTOM_RESOURCE_DEFINITION.context())
                .withName("owneds.release.test")
                .delete();
    }

    @Test
    void whatIsWithheldIsGivenBackAndNotInstalled() {
        ChartArchive chart = TestCharts.plain(folder, "1.0.0")
                .with("templates/hook.yaml", """
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingWebhookConfiguration
                        metadata: {name: "{{ .Release.Name }}-{{ .Release.Namespace }}"}
                        """)
                .packaged();

        ReleaseOutcome outcome = releases.bring(
                cluster,
                new ReleaseRequest(
                        release, chart, tree("{}"), Set.of("ValidatingWebhookConfiguration"), Duration.ofSeconds(30)));

        assertThat(outcome).isInstanceOfSatisfying(ReleaseOutcome.Done.class, done -> assertThat(done.withheld())
                .singleElement()
                .satisfies(object -> assertThat(
                                object.path("metadata").path("name").asText())
                        .isEqualTo("sample-" + release.namespace())));
        assertThat(client.genericKubernetesResources(ObjectKind.VALIDATING_WEBHOOK_CONFIGURATION.context())
                        .withName("sample-" + release.namespace())
                        .get())
                .isNull();
        assertThat(image()).isEqualTo("sample:1");
    }

    @Test
    void tenReleasesAtOnceAreTenReleases() throws ExecutionException, InterruptedException, JsonProcessingException {
        ChartArchive chart = plain("1.0.0");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ReleaseOutcome>> outcomes = IntStream.range(0, 10)
                    .mapToObj(number -> threads.submit(() -> releases.bring(
                            cluster,
                            new ReleaseRequest(
                                    new ReleaseName("sample-" + number, release.namespace()),
                                    chart,
                                    tree("{}"),
                                    Set.of(),
                                    Duration.ofSeconds(60)))))
                    .toList();
            for (Future<ReleaseOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isEqualTo(done(1));
            }
        }

        assertThat(helm("list", "-o", "json")).hasSize(10);
    }

    @Test
    void secretsAreInNoMessage() {
        String values = "{\"colour\":{\"password\":\"%s\"},\"image\":[\"%s\"]}".formatted(SECRET, SECRET);

        ReleaseOutcome outcome = bring(plain("1.0.0"), values, Duration.ofSeconds(3));

        assertThat(outcome).isInstanceOf(ReleaseOutcome.Failed.class);
        assertThat(outcome.toString()).doesNotContain(SECRET);
        assertThat(request(plain("1.0.0"), values, Duration.ZERO).toString()).doesNotContain(SECRET);
        assertThat(cluster.toString()).doesNotContain("client-key");
    }

    private ReleaseOutcome bring(ChartArchive chart, String values) {
        return bring(chart, values, Duration.ofSeconds(60));
    }

    private ReleaseOutcome bring(ChartArchive chart, String values, Duration patience) {
        return releases.bring(cluster, request(chart, values, patience));
    }

    private ReleaseRequest request(ChartArchive chart, String values, Duration patience) {
        return new ReleaseRequest(release, chart, tree(values), Set.of(), patience);
    }

    private static ReleaseOutcome done(int revision) {
        return new ReleaseOutcome.Done(revision, List.of());
    }

    private ChartArchive plain(String version) {
        return TestCharts.plain(folder, version).packaged();
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    /// As a helm program that was killed leaves it.
    private void leave(int revision, String status) {
        var records = new ReleaseRecords(client, release);
        records.all().stream()
                .filter(stored -> stored.number() == revision)
                .forEach(stored -> records.mark(stored, status, "killed"));
    }

    private Program helmProgram() {
        return Program.named("helm", folder).on(kubernetes.kubeconfig());
    }

    private JsonNode helm(String... arguments) throws JsonProcessingException {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-n", release.namespace()));
        Program.Answer answer = helmProgram().run(all.toArray(String[]::new));
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
        return JSON.readTree(answer.stdout());
    }

    private void kubectl(String verb, TestCharts charts) {
        Kubectl.Answer answer = Kubectl.of(kubernetes).runWithInput(charts.text("x"), verb, "-f", "-");
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
    }

    private String colour() {
        return client.configMaps()
                .inNamespace(release.namespace())
                .withName("sample-config")
                .get()
                .getData()
                .get("colour");
    }

    private String configUid() {
        return client.configMaps()
                .inNamespace(release.namespace())
                .withName("sample-config")
                .get()
                .getMetadata()
                .getUid();
    }

    private String image() {
        return client.apps()
                .deployments()
                .inNamespace(release.namespace())
                .withName("sample")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private Object definition(String name) {
        return client.genericKubernetesResources(ObjectKind.CUSTOM_RESOURCE_DEFINITION.context())
                .withName(name)
                .get();
    }
}
