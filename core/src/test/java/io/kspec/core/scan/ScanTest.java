package io.kspec.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.validation.UnbuiltField;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScanTest {
    private static final Rulebook UNPRIVILEGED = Rulebooks.of("podSecurity: {enforce: baseline}");
    private static final String CONTAINER = "{name: app, image: nginx, securityContext: {privileged: true}}";

    @Test
    void podsOfADeploymentAreOneFinding() {
        ClusterView cluster =
                ClusterViews.of(deployment() + replicaSet(2) + pod("a", "rs", CONTAINER) + pod("b", "rs", CONTAINER));
        assertThat(unprivileged(cluster).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.subject().kind()).isEqualTo("Deployment");
            assertThat(finding.path().dotted())
                    .isEqualTo("spec.template.spec.containers[0].securityContext.privileged");
        });
    }

    @Test
    void whatOnlyThePodCarriesIsAFindingOfItsOwn() {
        String sidecar = CONTAINER + ", " + CONTAINER.replace("app", "injected");
        ClusterView cluster = ClusterViews.of(deployment() + replicaSet(1) + pod("a", "rs", sidecar));
        assertThat(unprivileged(cluster).findings())
                .extracting(finding -> finding.subject().display())
                .containsExactly("Deployment shop/web (container app)", "Pod shop/a (container injected)");
    }

    @Test
    void theSameFaultInAnotherNamespaceIsAnotherFinding() {
        assertThat(unprivileged(ClusterViews.of(pod("a", "", CONTAINER) + pod("b", "", CONTAINER)))
                        .findings())
                .hasSize(2);
    }

    @Test
    void anOwnerWithoutUidHidesNothing() {
        String owned = pod("b", "", CONTAINER)
                .replace(
                        "ownerReferences: []",
                        "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: x, controller: true}]");
        assertThat(unprivileged(ClusterViews.of(pod("a", "", CONTAINER).replace("uid: pod-a", "uid: ''") + owned))
                        .findings())
                .hasSize(2);
    }

    @Test
    void whatIsFinishedIsNotJudged() {
        String succeeded = pod("a", "", CONTAINER) + "status: {phase: Succeeded}\n";
        String failed = pod("b", "", CONTAINER) + "status: {phase: Failed}\n";
        String done = deployment().replace("apps/v1", "batch/v1").replace("kind: Deployment", "kind: Job")
                + "status: {conditions: [{type: Suspended, status: 'False'}, {type: Complete, status: 'True'}]}\n";
        RuleResult result = unprivileged(ClusterViews.of(succeeded + failed + done + replicaSet(0)));
        assertThat(result.status()).isEqualTo(RuleStatus.PASS);
        assertThat(result.message()).isEqualTo("No container runs privileged");
    }

    @Test
    void aJobThatStillRunsIsJudged() {
        String running = deployment().replace("apps/v1", "batch/v1").replace("kind: Deployment", "kind: Job");
        assertThat(unprivileged(ClusterViews.of(running)).status()).isEqualTo(RuleStatus.FAIL);
    }

    @Test
    void aGapIsNeverAPass() {
        ClusterView cluster = ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.PODS);
        RuleResult result = unprivileged(cluster);
        assertThat(result.status()).isEqualTo(RuleStatus.NOT_EVALUATED);
        assertThat(result.message()).isEqualTo(ClusterViews.REFUSED.sentence());
    }

    @Test
    void aViolationFailsInSpiteOfAGapAndSaysThatItIsIncomplete() {
        ClusterView cluster = ClusterViews.withGap(
                ClusterViews.of(pod("a", "", CONTAINER)), ClusterViews.REFUSED, Resource.JOBS, Resource.PODS);
        RuleResult result = unprivileged(cluster);
        assertThat(result.status()).isEqualTo(RuleStatus.FAIL);
        assertThat(result.message()).startsWith("1 privileged container detected (incomplete: may not list");
        assertThat(result.gaps()).containsExactly(ClusterViews.REFUSED);
        assertThat(result.details()).containsKey("violations");
    }

    @Test
    void aClusterRulesFindingsKeepItsGaps() {
        ClusterView cluster = ClusterViews.withGap(
                ClusterViews.of("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"),
                ClusterViews.REFUSED,
                Resource.NAMESPACES);
        RuleResult result = Scan.cluster(UNPRIVILEGED, cluster, Rulebooks.NOW.now()).results().stream()
                .filter(one -> one.id().rule().equals("namespaces-carry-pod-security-labels"))
                .findFirst()
                .orElseThrow();
        assertThat(result.status()).isEqualTo(RuleStatus.FAIL);
        assertThat(result.gaps()).containsExactly(ClusterViews.REFUSED);
    }

    @Test
    void severalGapsAreCounted() {
        var other = new Failure.Unreachable("https://a", "timeout");
        ClusterView cluster = ClusterViews.withGap(
                ClusterViews.withGap(ClusterViews.of("{}"), ClusterViews.REFUSED, Resource.PODS), other, Resource.JOBS);
        assertThat(unprivileged(cluster).message()).endsWith("And 1 more could not be read.");
    }

    @Test
    void whatWasNotListedIsAGap() {
        var nothing = new ClusterView(
                ClusterViews.of("{}").version(), ClusterViews.of("{}").apiGroups(), Map.of(), ClusterViews.READ_AT);
        assertThat(unprivileged(nothing).status()).isEqualTo(RuleStatus.NOT_EVALUATED);
    }

    @Test
    void aScanReadsWhatItsRulesRead() {
        assertThat(Scan.reads(UNPRIVILEGED)).contains(Resource.PODS, Resource.CRON_JOBS, Resource.NAMESPACES);
        assertThat(Scan.reads(Rulebooks.of("network: {requireNetworkPolicies: true}")))
                .containsExactlyInAnyOrder(Resource.NAMESPACES, Resource.NETWORK_POLICIES);
    }

    @Test
    void filesAreJudgedByWorkloadRulesAlone() {
        ScanResult result = Scan.files(
                UNPRIVILEGED, List.of(Yaml.workload(pod("a", "", CONTAINER).substring(4))), List.of(), Rulebooks.NOW);
        assertThat(result.results())
                .filteredOn(one -> one.status() == RuleStatus.FAIL)
                .extracting(one -> one.id().rule())
                .containsExactly("containers-are-unprivileged");
        assertThat(result.results())
                .filteredOn(one -> one.status() == RuleStatus.SKIP)
                .extracting(one -> one.id().rule())
                .containsExactly("namespaces-carry-pod-security-labels");
    }

    @Test
    void filesWithoutWorkloadsJudgeNothing() {
        ScanResult result = Scan.files(UNPRIVILEGED, List.of(), List.of(), Rulebooks.NOW);
        assertThat(result.results()).extracting(RuleResult::status).containsOnly(RuleStatus.SKIP);
        assertThat(result.summary().judged()).isFalse();
        assertThat(result.summary().score()).isZero();
    }

    @Test
    void aFileThatCouldNotBeReadIsNeverAPass() {
        ScanResult result = Scan.files(
                UNPRIVILEGED,
                List.of(),
                List.of(new Failure.Malformed("no YAML", "a.yaml", "Mend it.")),
                Rulebooks.NOW);
        assertThat(result.summary().notEvaluated())
                .isEqualTo(UNPRIVILEGED.workloadRules().size())
                .isPositive();
        assertThat(result.summary().passed()).isZero();
    }

    @Test
    void aFieldThatIsNotEvaluatedYetIsNeverAPass() {
        var ofCluster = new UnbuiltField(FieldPath.of("spec.observability"), false);
        var ofWorkloads = new UnbuiltField(FieldPath.of("spec.rules"), true);
        var rulebook = new Rulebook(
                "strict",
                UNPRIVILEGED.version(),
                UNPRIVILEGED.enforcement(),
                UNPRIVILEGED.reach(),
                List.of(),
                List.of(),
                List.of(),
                List.of(ofCluster, ofWorkloads));
        assertThat(Scan.cluster(rulebook, ClusterViews.of("{}"), Rulebooks.NOW.now())
                        .results())
                .hasSize(2)
                .allSatisfy(result -> {
                    assertThat(result.status()).isEqualTo(RuleStatus.NOT_EVALUATED);
                    assertThat(result.message()).contains("is not evaluated by this version of kspec");
                });
        assertThat(Scan.files(rulebook, List.of(), List.of(), Rulebooks.NOW).results())
                .singleElement()
                .satisfies(result -> assertThat(result.id().parameter()).isEqualTo("spec.rules"));
    }

    @ParameterizedTest
    @CsvSource({"45, 3, 94", "0, 0, 0", "1, 0, 100", "0, 1, 0", "1, 1, 50", "2, 1, 67", "1, 7, 13"})
    void theScoreIsThePassesAmongTheJudgedRoundedHalfUp(int passed, int failed, int score) {
        var results = new ArrayList<RuleResult>();
        for (int number = 0; number < passed; number++) {
            results.add(result(RuleStatus.PASS));
        }
        for (int number = 0; number < failed; number++) {
            results.add(result(RuleStatus.FAIL));
        }
        results.add(result(RuleStatus.SKIP));
        results.add(result(RuleStatus.MANUAL));
        results.add(result(RuleStatus.NOT_EVALUATED));
        Summary summary = Summary.of(results);
        assertThat(summary.score()).isEqualTo(score);
        assertThat(summary.total()).isEqualTo(passed + failed + 3);
    }

    private static RuleResult result(RuleStatus status) {
        var card = new RuleCard("made-up", Category.WORKLOADS, Severity.LOW, "title", "why.", "fix.", List.of());
        return new RuleResult(new RuleId("made-up"), card, status, "", List.of(), List.of(), Map.of(), List.of());
    }

    private static RuleResult unprivileged(ClusterView cluster) {
        return Scan.cluster(UNPRIVILEGED, cluster, Rulebooks.NOW.now()).results().stream()
                .filter(result -> result.id().rule().equals("containers-are-unprivileged"))
                .findFirst()
                .orElseThrow();
    }

    private static String deployment() {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: deploy}
                spec: {template: {spec: {containers: [%s]}}}
                """.formatted(CONTAINER);
    }

    private static String replicaSet(int replicas) {
        return """
                ---
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-1, namespace: shop, uid: rs, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: deploy, controller: true}]}
                spec: {replicas: %d, template: {spec: {containers: [%s]}}}
                """.formatted(replicas, CONTAINER);
    }

    private static String pod(String name, String ownerUid, String containers) {
        String owners = ownerUid.isEmpty()
                ? ""
                : "{apiVersion: apps/v1, kind: ReplicaSet, name: web-1, uid: %s, controller: true}".formatted(ownerUid);
        return """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %1$s, namespace: shop, uid: pod-%1$s, ownerReferences: [%2$s]}
                spec: {containers: [%3$s]}
                """.formatted(name, owners, containers);
    }
}
