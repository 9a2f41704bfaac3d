package io.kspec.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.cli.Main;
import io.kspec.kube.resource.Crds;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.ProcessSignals;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `kspec demo --once` exits 0 only if every scene truly happened: each is sabotaged once.
@ApiServer
final class DemoIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SHOP = "/api/v1/namespaces/shop";

    private final LocalKubernetes cluster;
    private final StringWriter told = new StringWriter();

    DemoIT(LocalKubernetes cluster) {
        this.cluster = cluster;
    }

    /// So that the runs need not wait for the kinds to come and go.
    @BeforeAll
    static void kindsAreThere(KubernetesClient client) {
        Crds.install(client);
    }

    @AfterEach
    void theClusterIsAsItWas() {
        var api = new Api(cluster.client());
        assertThat(api.get(OperatorIsRunning.GUARD).code()).isEqualTo(404);
        assertThat(api.get(ClusterIsJudged.SPECIFICATION).code()).isEqualTo(404);
        assertThat(api.get(SHOP).code()).isEqualTo(404);
        assertThat(api.get(EnforcementComesInStages.CANARY).code()).isEqualTo(404);
        assertThat(api.get(BorrowedCluster.DEFAULTS).code()).isEqualTo(404);
        assertThat(api.get("/api/v1/namespaces/kspec-system").code()).isEqualTo(404);
        assertThat(api.get("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies")
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void undisturbedItTellsEveryScene() {
        assertThat(demo((scene, stage) -> {})).as(told.toString()).isZero();
        assertThat(told.toString())
                .containsSubsequence(
                        Demo.scenes(false).stream().map(Scene::title).toList())
                .containsPattern("201 created Deployment legacy, uid [0-9a-f-]{36} \\(\\d+ ms\\)")
                .containsPattern("201 created ClusterSpecification production-cluster, uid [0-9a-f-]{36}")
                .containsPattern(
                        "score \\d+: \\d+ of \\d+ checks passed, .* resourceVersion \\d+ \\(judged after \\d+ ms\\)")
                .containsPattern("Critical privileged-containers: ")
                .containsPattern("403 \\(\\d+ ms\\)\\R +admission webhook \"enforce.kspec.io\" denied the request")
                .containsPattern("404: it was never stored")
                .containsPattern("403 for pod web-[0-9a-z-]+ \\(\\d+ ms\\)")
                .containsPattern("201 created Pod checkout, uid [0-9a-f-]{36}")
                .containsPattern("restored as uid [0-9a-f-]{36}, resourceVersion \\d+ \\(after \\d+ ms\\)")
                .containsPattern("403 for the privileged pod again \\(after \\d+ ms\\)")
                .contains("sent without securityContext, stored with {")
                .containsPattern("gone in resourceVersion \\d+ \\(after \\d+ ms\\)")
                .containsPattern("200|201 in namespace shop, where it only warns")
                .containsPattern("403 in namespace shop-canary \\(\\d+ ms\\)")
                .containsPattern("score \\d+: \\d+ violations? across \\d+ pods")
                .contains("Where to look next:")
                .doesNotContain(cluster.kubeconfig().toString())
                .doesNotContain("FAILED");
    }

    @Test
    void aNamespaceThatSomebodyMadeInBetweenIsNoticed() {
        assertFails(new WorkloadsAreApplied(), "409", stage -> stage.client()
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("shop")
                        .endMetadata()
                        .build())
                .create());
    }

    @Test
    void anOperatorThatEndsIsNoticed() {
        assertFails(new OperatorIsRunning(), "the operator has ended", stage -> stage.operator()
                .close());
    }

    @Test
    void aScoreThatNeverComesIsNoticed() {
        assertFails(new ClusterIsJudged(), "the operator has ended", stage -> stage.operator()
                .close());
    }

    @Test
    void aPrivilegedPodThatIsAdmittedIsNoticed() {
        assertFails(new PrivilegedPodIsRefused(), "answered 201", DemoIT::takeTheGuardAway);
    }

    @Test
    void aRefusalBySomebodyElseIsNotTakenForOurs() {
        assertFails(new PrivilegedPodIsRefused(), "exceeded quota", stage -> {
            takeTheGuardAway(stage);
            allowNoPods(stage);
        });
    }

    @Test
    void aPrivilegedDebugContainerThatIsAdmittedIsNoticed() {
        assertFails(new PrivilegedDebugContainerIsRefused(), "answered 200", DemoIT::takeTheGuardAway);
    }

    @Test
    void aCompliantPodThatIsRefusedIsNoticed() {
        assertFails(new CompliantPodIsAdmitted(), "exceeded quota", DemoIT::allowNoPods);
    }

    @Test
    void aGuardThatStaysAwayIsNoticed() {
        assertFails(
                new DeletedGuardComesBack(),
                "after 15 s there was still no registration",
                stage -> ProcessSignals.stop(stage.operator().pid()));
    }

    @Test
    void aPodThatIsNotCompletedIsNoticed() {
        assertFails(new LeftOutFieldsAreAdded(), "stored as it came", DemoIT::takeTheGuardAway);
    }

    @Test
    void aHoleThatStaysIsNoticed() {
        assertFails(
                new TamperedGuardIsMended(),
                "after 15 s there was still no registration without the hole",
                stage -> ProcessSignals.stop(stage.operator().pid()));
    }

    @Test
    void aStageWithoutAnOperatorIsNoticed() {
        assertFails(new EnforcementComesInStages(), "the operator has ended", stage -> stage.operator()
                .close());
    }

    @Test
    void aScoreOfANamespaceThatNeverComesIsNoticed() {
        assertFails(new NamespaceIsScored(), "the operator has ended", stage -> stage.operator()
                .close());
    }

    @Test
    void aClusterWithANamespaceOfThatNameIsLeftAlone() {
        KubernetesClient client = cluster.client();
        var namespace = new NamespaceBuilder()
                .withNewMetadata()
                .withName("shop")
                .endMetadata()
                .build();
        String uid = client.resource(namespace).create().getMetadata().getUid();
        try {
            assertThat(demo((scene, stage) -> {})).isEqualTo(3);
            assertThat(told.toString()).contains("already has namespace shop");
            assertThat(client.resource(namespace).get().getMetadata().getUid()).isEqualTo(uid);
        } finally {
            client.resource(namespace).delete();
            await().atMost(PATIENCE).until(() -> client.resource(namespace).get() == null);
        }
    }

    @Test
    void withoutAClusterItStartsOneOfItsOwn() {
        assertThat(demo(new DemoCommand(Main::run), "--once"))
                .as(told.toString())
                .isZero();
        assertThat(told.toString())
                .containsPattern("1\\. A cluster is up \\[\\d+\\.\\d s]\\R +200 Kubernetes v1\\.")
                .containsSubsequence(
                        Demo.scenes(true).stream().map(Scene::title).toList())
                .contains(
                        "50 Gadgets before and after, the same UIDs",
                        "waits for consent, because",
                        "You asked for this yourself")
                .doesNotContain("export KUBECONFIG");
    }

    @Test
    void stoppedFromOutsideItTakesEverythingBack(@TempDir Path directory) throws Exception {
        Path output = directory.resolve("output");
        Process process =
                kspec(output, "demo", "--kubeconfig", cluster.kubeconfig().toString());
        try {
            await().atMost(PATIENCE.multipliedBy(2))
                    .until(() -> Files.readString(output).contains("until you press Ctrl+C"));
            assertThat(new Api(cluster.client()).get(OperatorIsRunning.GUARD).code())
                    .isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process kspec(Path output, String... arguments) throws IOException {
        Path root = Path.of(System.getProperty("kspec.root"));
        Path target = root.resolve("cli").resolve("target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                target.resolve("kspec-cli.jar") + File.pathSeparator + target.resolve("lib") + "/*",
                "io.kspec.cli.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KSPEC_HOME", root.toString());
        return builder.start();
    }

    private void assertFails(Scene sabotaged, String because, Consumer<Stage> sabotage) {
        int code = demo((scene, stage) -> {
            if (scene.getClass() == sabotaged.getClass()) {
                sabotage.accept(stage);
            }
        });
        assertThat(code).as(told.toString()).isEqualTo(1);
        assertThat(told.toString())
                .contains("FAILED: " + sabotaged.title())
                .contains(because)
                .doesNotContain("Where to look next");
    }

    private int demo(BiConsumer<Scene, Stage> before) {
        return demo(
                new DemoCommand(Main::run, before),
                "--once",
                "--kubeconfig",
                cluster.kubeconfig().toString());
    }

    private int demo(DemoCommand command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(told, true))
                .setErr(new PrintWriter(told, true))
                .execute(arguments);
    }

    /// The operator ends, and somebody removes its registration; over when the API server has taken notice.
    private static void takeTheGuardAway(Stage stage) {
        stage.operator().close();
        stage.api().delete(OperatorIsRunning.GUARD);
        var pod = Manifest.one(stage.client(), "privileged-pod.yaml");
        await().atMost(PATIENCE).until(() -> stage.api()
                .post(Manifest.collection(pod) + "?dryRun=All", pod)
                .ok());
    }

    private static void allowNoPods(Stage stage) {
        stage.client().resource("""
                        apiVersion: v1
                        kind: ResourceQuota
                        metadata: {name: no-more-pods, namespace: shop}
                        spec: {hard: {pods: "0"}}
                        """).create();
        var pod = Manifest.one(stage.client(), "compliant-pod.yaml");
        await().atMost(PATIENCE).until(() -> stage.api()
                .post(Manifest.collection(pod) + "?dryRun=All", pod)
                .message()
                .contains("exceeded quota"));
    }
}
