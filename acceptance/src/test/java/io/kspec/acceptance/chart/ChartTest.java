package io.kspec.acceptance.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.testkit.Program;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the chart renders. Needs helm, which is built together with the API server.
@Tag("apiserver")
final class ChartTest {
    private static final List<JsonNode> DEFAULT = Chart.objects();
    private static final List<JsonNode> EVERYTHING = Chart.everything();

    @Test
    void helmFindsNothingToCriticise() {
        Program.Answer answer = Chart.helm().run("lint", "--strict", Chart.FOLDER.toString());
        assertThat(answer.succeeded()).as(answer.stdout() + answer.stderr()).isTrue();
    }

    @Test
    void renderingAgainRendersTheSame() {
        assertThat(Chart.rendered(Chart.FEATURES, Chart.MONITORS))
                .isEqualTo(Chart.rendered(Chart.FEATURES, Chart.MONITORS));
    }

    @Test
    void theChartInstallsTheVersionOfThisCheckout() {
        String pom = Chart.text(Chart.ROOT.resolve("pom.xml"));
        String version = Chart.yaml(Chart.FOLDER.resolve("Chart.yaml"))
                .path("appVersion")
                .asText();
        assertThat(pom).contains("<artifactId>kspec</artifactId>\n  <version>%s</version>".formatted(version));
        assertThat(images(DEFAULT)).allSatisfy(image -> assertThat(image).endsWith(":" + version));
    }

    @Test
    void noImageIsTheLatest() {
        assertThat(images(EVERYTHING)).isNotEmpty().allSatisfy(image -> assertThat(image)
                .matches("[^:@]+(:[0-9][^:@]*|@sha256:[0-9a-f]{64})")
                .doesNotContain("latest"));
        assertThat(Chart.template("--set=image.tag=latest").stderr()).contains("latest does not say what runs");
    }

    @Test
    void aDigestWinsOverTheTag() {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        assertThat(images(Chart.objects("--set=image.tag=1.2.3,image.digest=" + digest)))
                .containsOnly("ghcr.io/kspec/kspec-operator@" + digest);
    }

    /// The product judges itself: every pod of the chart, those of its hooks included.
    @Test
    void everyPodIsRestricted() {
        Rulebook restricted = rulebook("podSecurity: {enforce: restricted}");
        List<Workload> workloads =
                EVERYTHING.stream().map(Workload::of).flatMap(Optional::stream).toList();
        assertThat(workloads).hasSize(3);
        assertThat(workloads).allSatisfy(workload -> assertThat(
                        restricted.judge(workload, new Circumstances(NamespaceLabels.UNKNOWN, Instant.EPOCH)))
                .isNotEmpty()
                .allSatisfy(judgement -> assertThat(judgement.verdict()).isInstanceOf(Verdict.Pass.class)));
    }

    @Test
    void aPodThatIsNotRestrictedWouldBeSeen() {
        Rulebook restricted = rulebook("podSecurity: {enforce: restricted}");
        ObjectNode loose = Chart.only(DEFAULT, "Deployment/kspec-operator").deepCopy();
        ((ObjectNode) loose.at("/spec/template/spec/securityContext")).remove("seccompProfile");
        assertThat(restricted.judge(
                        Workload.of(loose).orElseThrow(), new Circumstances(NamespaceLabels.UNKNOWN, Instant.EPOCH)))
                .anySatisfy(judgement -> assertThat(judgement.verdict()).isInstanceOf(Verdict.Fail.class));
    }

    @Test
    void threeOperatorsAreSpreadAndReplacedOneByOne() {
        JsonNode spec = Chart.only(DEFAULT, "Deployment/kspec-operator").path("spec");
        assertThat(spec.path("replicas").asInt()).isEqualTo(3);
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt()).isEqualTo(1);
        assertThat(spec.at("/strategy/rollingUpdate/maxSurge").asInt()).isEqualTo(1);
        assertThat(spec.at("/template/spec/terminationGracePeriodSeconds").asInt())
                .isEqualTo(30);
        assertThat(Chart.stream(spec.at(
                        "/template/spec/affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution")))
                .extracting(term -> term.path("weight").asInt() + " "
                        + term.at("/podAffinityTerm/topologyKey").asText())
                .containsExactly("100 kubernetes.io/hostname", "50 topology.kubernetes.io/zone");
        assertThat(Chart.only(DEFAULT, "PodDisruptionBudget/kspec-operator")
                        .at("/spec/minAvailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aSingleOperatorHasNoBudgetThatWouldBlockEveryDrain() {
        assertThat(Chart.objects("--set=replicaCount=1"))
                .extracting(Chart::name)
                .doesNotContain("PodDisruptionBudget/kspec-operator");
    }

    @Test
    void aReplicaAsksForWhatIsPromised() {
        JsonNode resources = manager(DEFAULT).path("resources");
        assertThat(resources.at("/requests/cpu").asText()).isEqualTo("100m");
        assertThat(resources.at("/requests/memory").asText()).isEqualTo("128Mi");
        assertThat(resources.at("/limits/cpu").asText()).isEqualTo("500m");
        assertThat(resources.at("/limits/memory").asText()).isEqualTo("256Mi");
    }

    @ParameterizedTest
    @CsvSource({
        "leaderElection.enabled=false, --leader-elect=false",
        "leaderElection.leaseDuration=20s, --leader-election-lease-duration=20s",
        "webhook.enabled=false, --enable-webhooks=false",
        "webhook.failurePolicy=Ignore, --webhook-failure-policy=Ignore",
        "webhook.certManager.enabled=false, --cert-manager=false",
        "webhook.mutation.enabled=true, --enable-mutation=true",
        "webhook.trustedAppliers={flux}, --trusted-applier=flux",
        "exemptNamespaces={legacy}, --exempt-namespace=legacy",
        "enforcement.defaultMode=audit, --default-mode=audit",
        "reconciliation.interval=10m, --interval=10m",
        "complianceReports.retention=7, --retention=7",
        "complianceReports.retentionDays=90, --retention-days=90",
        "logging.format=text, --log-format=text",
        "extraArgs={--verbose}, --verbose",
    })
    void aValueBecomesAFlag(String value, String flag) {
        assertThat(flags(DEFAULT)).doesNotContain(flag);
        assertThat(flags(Chart.objects("--set=" + value))).contains(flag);
    }

    @Test
    void theFastProfileShortensTheLease() {
        List<JsonNode> objects = Chart.objects(
                "--values=" + Chart.FOLDER.resolve("values-fast-failover.yaml").toString());
        assertThat(flags(objects))
                .contains(
                        "--leader-election-lease-duration=8s",
                        "--leader-election-renew-deadline=5s",
                        "--leader-election-retry-period=1s");
    }

    @Test
    void withoutAdmissionThereIsNothingToAsk() {
        assertThat(Chart.objects("--set=webhook.enabled=false"))
                .extracting(Chart::name)
                .doesNotContain("Service/kspec-webhook-service", "Role/kspec-operator-certificates");
        assertThat(DEFAULT).extracting(Chart::name).contains("Service/kspec-webhook-service");
    }

    /// Everything that selects the operator's pods really does, and not the hooks'.
    @Test
    void servicesAndPoliciesSelectTheOperatorAlone() {
        JsonNode labels = Chart.only(DEFAULT, "Deployment/kspec-operator").at("/spec/template/metadata/labels");
        JsonNode hook = Chart.only(DEFAULT, "Job/kspec-operator-uninstall").at("/spec/template/metadata/labels");
        assertThat(List.of(
                        Chart.only(DEFAULT, "Service/kspec-webhook-service").at("/spec/selector"),
                        Chart.only(DEFAULT, "Service/kspec-metrics").at("/spec/selector"),
                        Chart.only(DEFAULT, "PodDisruptionBudget/kspec-operator")
                                .at("/spec/selector/matchLabels"),
                        Chart.only(DEFAULT, "NetworkPolicy/kspec-operator").at("/spec/podSelector/matchLabels")))
                .allSatisfy(selector -> {
                    assertThat(selects(selector, labels)).isTrue();
                    assertThat(selects(selector, hook)).isFalse();
                });
    }

    @Test
    void prometheusFindsTheServiceThatHasTheMetrics() {
        JsonNode monitor = Chart.only(
                Chart.objects("--set=serviceMonitor.enabled=true,serviceMonitor.labels.release=stack"),
                "ServiceMonitor/kspec-operator");
        JsonNode service = Chart.only(DEFAULT, "Service/kspec-metrics");
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("stack");
        assertThat(selects(monitor.at("/spec/selector/matchLabels"), service.at("/metadata/labels")))
                .isTrue();
        assertThat(service.at("/spec/ports/0/name").asText())
                .isEqualTo(monitor.at("/spec/endpoints/0/port").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kspec-operator-crds", "kspec-operator-uninstall"})
    void aHookBringsItsOwnAccountAndLeavesNothing(String name) {
        List<JsonNode> hook = DEFAULT.stream()
                .filter(Chart::isHook)
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .toList();
        assertThat(hook).extracting(object -> object.path("kind").asText()).contains("Job", "ServiceAccount");
        assertThat(hook).allSatisfy(object -> assertThat(object.at("/metadata/annotations/helm.sh~1hook-delete-policy")
                        .asText())
                .isEqualTo("before-hook-creation,hook-succeeded"));
        assertThat(Chart.only(hook, "Job/" + name)
                        .at("/spec/template/spec/serviceAccountName")
                        .asText())
                .isEqualTo(name);
    }

    @Test
    void hooksCanBeLeftOut() {
        assertThat(Chart.objects("--set=crds.upgrade=false,uninstall.cleanUp=false"))
                .noneMatch(Chart::isHook);
    }

    @Test
    void theNotesTellHowToUnlockACluster() {
        String notes = Chart.text(Chart.FOLDER.resolve("templates/NOTES.txt"));
        assertThat(notes)
                .contains("kubectl delete validatingwebhookconfiguration/kspec-validating-webhook")
                .contains("mutatingwebhookconfiguration/kspec-mutating-webhook");
    }

    private static boolean selects(JsonNode selector, JsonNode labels) {
        assertThat(selector.isObject() && !selector.isEmpty()).isTrue();
        return selector.properties().stream()
                .allMatch(wanted -> labels.path(wanted.getKey()).equals(wanted.getValue()));
    }

    private static JsonNode manager(List<JsonNode> objects) {
        return Chart.only(objects, "Deployment/kspec-operator").at("/spec/template/spec/containers/0");
    }

    private static List<String> flags(List<JsonNode> objects) {
        return Chart.stream(manager(objects).path("args")).map(JsonNode::asText).toList();
    }

    private static List<String> images(List<JsonNode> objects) {
        return objects.stream()
                .flatMap(object -> object.findValuesAsText("image").stream())
                .toList();
    }

    private static Rulebook rulebook(String spec) {
        var specification = Serialization.unmarshal(
                "apiVersion: kspec.io/v1alpha1\nkind: ClusterSpecification\nspec:\n  " + spec,
                ClusterSpecification.class);
        return switch (Rulebook.compile("own", specification.getSpec())) {
            case Rulebook.Compilation.Compiled compiled -> compiled.rulebook();
            case Rulebook.Compilation.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
