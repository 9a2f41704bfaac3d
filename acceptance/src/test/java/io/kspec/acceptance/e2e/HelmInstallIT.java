package io.kspec.acceptance.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.acceptance.chart.Chart;
import io.kspec.acceptance.chart.Rights;
import io.kspec.acceptance.chart.Rights.Right;
import io.kspec.local.Progress;
import io.kspec.local.kubelet.LoopbackProxy;
import io.kspec.testkit.Kubectl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The life of an installation, scene by scene: each begins with what the one before left.
///
/// The chart is installed as it is; its pods and hooks are processes, and the API server reaches them by their
/// Service. What the scenes measure is printed and never judged.
@Tag("apiserver")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class HelmInstallIT {
    private static Stack stack;
    private static Release release;
    private static LoopbackProxy service;

    @BeforeAll
    static void start(@TempDir Path scratch) {
        stack = Stack.start(scratch, Progress.silent());
        release = new Release(stack);
    }

    @AfterAll
    static void close() {
        if (service != null) {
            service.close();
        }
        stack.close();
    }

    @Test
    @Order(1)
    void anOlderChartIsInstalledAndThreeReplicasBecomeReady() {
        Path chart = stack.previousChart().orElse(Chart.FOLDER);
        Figures.tell("installed is the chart %s"
                .formatted(
                        chart.equals(Chart.FOLDER)
                                ? "of this checkout, for there is no history"
                                : "of the commit before the last change of it"));
        Instant begun = Instant.now();
        release.helm("install", chart, "--create-namespace");
        service = stack.webhookService();
        List<Pod> ready = release.awaitReady(3);
        Figures.print("helm install until 3 replicas are Ready", Duration.between(begun, Instant.now()));
        assertThat(ready)
                .extracting(pod -> pod.getSpec().getNodeName())
                .containsExactlyInAnyOrderElementsOf(stack.kubelet().nodes());
    }

    @Test
    @Order(2)
    void thePreparedClusterKeepsTheProductionExample() {
        prepareNamespaces();
        taken(
                "apply",
                "-f",
                Chart.ROOT.resolve("examples/production-cluster.yaml").toString());
        Instant begun = Instant.now();
        taken("wait", "--for=condition=Ready", "clusterspec/production-cluster", "--timeout=4m");
        Figures.print("declared until the condition Ready", Duration.between(begun, Instant.now()));
        Figures.measured("declared until a score above 90", begun, () -> assertThat(score())
                .as(failing())
                .isGreaterThan(90));
        assertThat(release.names("compliancereports", "-n", Stack.NAMESPACE)).isNotEmpty();
    }

    @Test
    @Order(3)
    void theWebhookRefusesThePrivilegedPodAndAdmitsTheCompliantOne() {
        taken("create", "namespace", "shop");
        await("the account of shop")
                .atMost(Stack.PATIENCE)
                .until(() ->
                        release.names("serviceaccount/default", "-n", "shop").size() == 1);
        Figures.measured("Ready until the webhook refuses", Instant.now(), () -> assertThat(
                        release.refusal("privileged-pod.yaml", "shop"))
                .contains("kspec.io\" denied the request", "privileged"));
        assertThat(release.refusal("compliant-pod.yaml", "shop")).isEmpty();
    }

    @Test
    @Order(4)
    void anUpgradeUnderLoadRefusesNoCompliantPodAndAdmitsNoOther() {
        Instant begun = Instant.now();
        try (var traffic = new PodTraffic(stack.client(), "shop")) {
            release.helm(
                    "upgrade",
                    Chart.FOLDER,
                    "--values=" + Chart.FOLDER.resolve("values-fast-failover.yaml"),
                    "--set=complianceReports.retention=1,reconciliation.interval=20s");
            release.awaitRolledOut();
            Figures.print("helm upgrade until all replicas are new", Duration.between(begun, Instant.now()));
            int before = traffic.asked();
            await("requests after the upgrade").atMost(Stack.PATIENCE).until(() -> traffic.asked() > before + 10);
            Figures.tell("pods asked for meanwhile: %d".formatted(traffic.asked()));
            assertThat(traffic.wrong()).isEmpty();
        }
        assertThat(release.awaitReady(3)).allSatisfy(pod -> assertThat(
                        pod.getSpec().getContainers().getFirst().getArgs())
                .contains("--leader-election-lease-duration=8s"));
    }

    @Test
    @Order(5)
    void exactlyOneReplicaLeadsAndAllAreHealthy() {
        release.awaitLeader();
        List<Pod> pods = release.awaitReady(3);
        assertThat(pods.stream().filter(release::leads)).hasSize(1);
        assertThat(pods).allSatisfy(pod -> {
            assertThat(Release.get(pod, 8081, "/healthz")).isNotEmpty();
            assertThat(Release.get(pod, 8081, "/readyz")).isNotEmpty();
        });
    }

    @Test
    @Order(5)
    void everyReplicaTellsItsMetrics() {
        assertThat(release.awaitReady(3)).allSatisfy(pod -> assertThat(Release.get(pod, 8080, "/metrics"))
                .contains("# TYPE ", "kspec_"));
    }

    @Test
    @Order(6)
    void aDeletedGuardIsBackInSeconds() {
        taken("apply", "-f", stack.file("more.yaml", Fixtures.MORE).toString());
        taken("wait", "--for=condition=Ready", "clusterspec/everything", "--timeout=4m");
        String guard = release.tamper();
        release.awaitRepair("a deleted guard until it is back", guard, Instant.now());
        await("the account of it").atMost(Stack.PATIENCE).until(() -> !release.names(
                        "driftreports", "-n", Stack.NAMESPACE)
                .isEmpty());
    }

    @Test
    @Order(7)
    void evictionStopsAtTheLastReplica() {
        await("two evictions to be allowed").atMost(Stack.PATIENCE).until(() -> stack.kubectl()
                .run("get", "pdb/kspec-operator", "-n", Stack.NAMESPACE, "-o", "jsonpath={.status.disruptionsAllowed}")
                .stdout()
                .equals("2"));
        List<Boolean> allowed;
        try (KubernetesClient impatient = impatient()) {
            allowed = release.pods().stream()
                    .sorted(Comparator.comparing(release::leads))
                    .map(pod -> impatient.pods().resource(pod).evict())
                    .toList();
        }
        assertThat(allowed).containsExactly(true, true, false);
        release.awaitRolledOut();
        release.awaitReady(3);
    }

    @Test
    @Order(8)
    void aDeletedLeaderIsFollowedByAnother() {
        Pod leader = release.awaitLeader();
        Instant lost = Instant.now();
        stack.client().resource(leader).delete();
        Figures.measured("leader pod deleted until another leads", lost, () -> assertThat(release.holder())
                .isNotEmpty()
                .doesNotStartWith(leader.getMetadata().getName() + "_"));
        release.awaitRepair("leader pod deleted until another repairs", release.tamper(), lost);
        Figures.tell("a leader pod is deleted: the user sees one pod leave; nothing is lost; another takes the Lease"
                + " as soon as it is given back");
        release.awaitReady(3);
    }

    @Test
    @Order(9)
    void aLeaderKilledInTheMiddleOfARepairIsFollowedByOneThatFinishes() {
        Pod leader = release.awaitLeader();
        ProcessHandle process = stack.kubelet().processOf(leader).orElseThrow();
        List<String> before = release.guards();
        taken(
                "delete",
                "validatingadmissionpolicy,validatingadmissionpolicybinding",
                "-l",
                "kspec.io/generated=true",
                "--wait=false");
        Instant lost = Instant.now();
        process.destroyForcibly();
        Figures.measured("leader killed in a repair until every guard is back", lost, () -> assertThat(release.guards())
                .containsAll(before));
        Figures.measured("leader killed until its container runs again", lost, () -> assertThat(stack.client()
                        .resource(leader)
                        .get()
                        .getStatus()
                        .getContainerStatuses()
                        .getFirst())
                .matches(status -> status.getRestartCount() == 1 && status.getReady()));
        Figures.tell("a leader is killed in a repair: the user sees one restart; guards stay away until somebody"
                + " leads again; the next leader compares everything and finishes");
    }

    @Test
    @Order(10)
    void withoutARightTheConditionSaysSoAndWithItWorkGoesOn() {
        String binding = "clusterrolebinding/kspec-operator-native-policies";
        Path kept = stack.file("binding.yaml", answer("get", binding, "-o", "yaml"));
        taken("delete", binding);
        String guard = release.tamper();
        Figures.measured("right taken away until the condition says so", Instant.now(), () -> assertThat(
                        release.condition("Ready"))
                .contains("\"status\":\"False\"", "may not"));
        taken("replace", "--force", "-f", kept.toString());
        release.awaitRepair("right given back until the guard is back", guard, Instant.now());
        Figures.tell(
                "a right is taken away: the user sees Ready False with the resource that may not be written; guards that"
                        + " are deleted meanwhile stay away; given back, they return by themselves");
    }

    @Test
    @Order(11)
    void withoutTheSecretOfItsCertificateAdmissionGoesOn() {
        taken("delete", "secret/kspec-webhook-tls", "-n", Stack.NAMESPACE);
        assertThat(release.refusal("privileged-pod.yaml", "shop")).contains("denied the request");
        assertThat(release.refusal("compliant-pod.yaml", "shop")).isEmpty();
        Figures.measured("certificate Secret deleted until there is one again", Instant.now(), () -> assertThat(
                        release.names("secret/kspec-webhook-tls", "-n", Stack.NAMESPACE))
                .hasSize(1));
        assertThat(release.refusal("compliant-pod.yaml", "shop")).isEmpty();
    }

    @Test
    @Order(12)
    void afterARestartOfTheApiServerOneLeadsAndAdmissionAnswers() {
        stack.cluster().stopApiServer();
        stack.cluster().startApiServer();
        Instant back = Instant.now();
        Figures.measured("API server back until the webhook refuses", back, () -> assertThat(
                        release.refusal("privileged-pod.yaml", "shop"))
                .contains("denied the request"));
        release.awaitRepair("API server back until a guard is repaired", release.tamper(), back);
        Figures.tell("the API server restarts: the user's own requests fail meanwhile; the operator's replicas stay;"
                + " whoever leads afterwards repairs what was missed");
    }

    @Test
    @Order(13)
    void aLostNodeCostsALeaderAndNothingElse() {
        release.awaitReady(3);
        Pod leader = release.awaitLeader();
        Instant lost = Instant.now();
        stack.kubelet().loseNode(leader.getSpec().getNodeName());
        String guard = release.tamper();
        Figures.measured("node of the leader lost until another leads (8/5/1)", lost, () -> assertThat(release.holder())
                .doesNotStartWith(leader.getMetadata().getName() + "_"));
        release.awaitRepair("node of the leader lost until another repairs (8/5/1)", guard, lost);
        Figures.measured("node lost until compliant pods are taken again", lost, () -> assertThat(
                        release.refusal("compliant-pod.yaml", "shop"))
                .isEmpty());
    }

    @Test
    @Order(14)
    void uninstallingLeavesNothingThatBlocksAndKeepsWhatWasDeclared() {
        taken("apply", "-f", stack.file("marked.yaml", Fixtures.MARKED).toString());
        taken("delete", "clusterspec/everything", "--timeout=2m");
        Instant begun = Instant.now();
        release.uninstall();
        Figures.print("helm uninstall", Duration.between(begun, Instant.now()));
        assertThat(release.guards()).isEmpty();
        assertThat(release.refusal("privileged-pod.yaml", "shop")).isEmpty();
        assertThat(release.names(
                        "deployment,service,serviceaccount,role,rolebinding,secret,lease,job", "-n", Stack.NAMESPACE))
                .allMatch(name -> name.equals("serviceaccount/default"));
        assertThat(release.names("clusterrole,clusterrolebinding")).noneMatch(name -> name.contains("/kspec-"));
        assertThat(release.names("crd"))
                .filteredOn(name -> name.endsWith("kspec.io"))
                .hasSizeGreaterThan(3);
        assertThat(release.names("clusterspec")).hasSize(1);
        taken("delete", "clustertarget/elsewhere", "devopspolicy/marked", "-n", "shop", "--timeout=10s");
    }

    @Test
    @Order(15)
    void itCanBeInstalledAgainAndTakesUpWhatWasDeclared() {
        service.close();
        Instant begun = Instant.now();
        release.helm("install", Chart.FOLDER, "--set=replicaCount=1");
        service = stack.webhookService();
        Figures.measured("installed again until it refuses", begun, () -> assertThat(
                        release.refusal("privileged-pod.yaml", "shop"))
                .contains("denied the request"));
        taken("delete", "clusterspec/production-cluster", "--timeout=2m");
        Figures.measured("specification deleted until it refuses nothing", Instant.now(), () -> assertThat(
                        release.refusal("privileged-pod.yaml", "shop"))
                .isEmpty());
        release.uninstall();
    }

    /// Take one verb out of a role, and the test of its name fails: the API server's own audit log has no request
    /// that this role allowed.
    @TestFactory
    @Order(16)
    Stream<DynamicTest> everyRightIsUsed() {
        Set<String> allowed = AuditLog.allowed(stack.audit());
        return Rights.all().stream()
                .filter(right -> right.inUse() && right.role().startsWith("kspec-operator"))
                .filter(right -> !UnseenRights.contain(right, name(right)))
                .map(right -> DynamicTest.dynamicTest(
                        name(right), () -> assertThat(allowed).contains(name(right))));
    }

    private static String name(Right right) {
        return "%s %s %s/%s".formatted(right.role(), right.verb(), right.group(), right.resource());
    }

    /// Takes "too many requests" for an answer, and does not ask again until another replica is ready.
    private static KubernetesClient impatient() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(stack.client().getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    private static void prepareNamespaces() {
        taken(
                "label",
                "namespaces",
                "default",
                "kube-public",
                "kube-node-lease",
                Stack.NAMESPACE,
                "pod-security.kubernetes.io/enforce=restricted",
                "pod-security.kubernetes.io/audit=restricted",
                "pod-security.kubernetes.io/warn=restricted");
        for (String namespace : List.of("default", "kube-public", "kube-node-lease", "kube-system", Stack.NAMESPACE)) {
            Kubectl.Answer denied = stack.kubectl().runWithInput("""
                    apiVersion: networking.k8s.io/v1
                    kind: NetworkPolicy
                    metadata: {name: deny-ingress}
                    spec: {podSelector: {}, policyTypes: [Ingress]}
                    """, "apply", "-n", namespace, "-f", "-");
            assertThat(denied.succeeded()).as(denied.stderr()).isTrue();
            taken(
                    "patch",
                    "serviceaccount/default",
                    "-n",
                    namespace,
                    "-p",
                    "{\"automountServiceAccountToken\": false}");
        }
    }

    private static int score() {
        String score = answer("get", "clusterspec/production-cluster", "-o", "jsonpath={.status.complianceScore}");
        return score.isEmpty() ? 0 : Integer.parseInt(score);
    }

    /// What the newest report says against the cluster.
    private static String failing() {
        return answer(
                "get",
                "compliancereports",
                "-n",
                Stack.NAMESPACE,
                "-o",
                "jsonpath={range .items[-1:].spec.results[?(@.status!='Pass')]}{.name} {.message}{'\\n'}{end}");
    }

    private static void taken(String... words) {
        Kubectl.Answer answer = stack.kubectl().run(words);
        assertThat(answer.succeeded())
                .as("kubectl %s: %s", List.of(words), answer.stderr())
                .isTrue();
    }

    private static String answer(String... words) {
        return stack.kubectl().run(words).stdout();
    }
}
