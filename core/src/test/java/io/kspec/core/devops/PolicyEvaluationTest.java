package io.kspec.core.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.status.Condition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyEvaluationTest {
    private static final SystemNamespaces USUAL = SystemNamespaces.usual();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kube-system",
                "kube-public",
                "kube-flannel",
                "longhorn-system",
                "cert-manager",
                "istio-system",
                "monitoring",
                "observability",
                "argocd"
            })
    void aNamespaceOfTheSystemIsLeftOut(String namespace) {
        assertThat(USUAL.contains(namespace)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "production", "system", "my-kube-app", "argocd-apps", "systematic"})
    void aNamespaceOfUsersIsJudged(String namespace) {
        assertThat(USUAL.contains(namespace)).isFalse();
    }

    @Test
    void namesCanBeAddedAndExcepted() {
        var own = new SystemNamespaces(Set.of("vault"), Set.of("payment-system"));
        assertThat(own.contains("vault")).isTrue();
        assertThat(own.contains("payment-system")).isFalse();
        assertThat(own.contains("kube-system")).isTrue();
    }

    @Test
    void podsOfOneNamespaceAreScoredTogether() {
        PolicyEvaluation evaluation = evaluate("shop", Pods.latestWithoutProbes(), Pods.compliant(), Pods.broken());
        assertThat(evaluation.metrics()).isEqualTo(new PodMetrics(3, 2, 2, 2, 5, 1));
        assertThat(evaluation.violations()).hasSize(8);
        assertThat(evaluation.score()).isEqualTo(new HealthScore(82));
        assertThat(evaluation.message()).isEqualTo("8 violations across 3 pods — Healthy (82)");
    }

    @Test
    void aNamespaceWithoutPodsIsHealthy() {
        assertThat(evaluate("shop").message()).isEqualTo("0 violations across 0 pods — Healthy (100)");
    }

    @Test
    void aPolicyInASystemNamespaceJudgesNothingAndSaysSo() {
        PolicyEvaluation evaluation = evaluate("kube-system", Pods.broken());
        assertThat(evaluation.excluded()).isTrue();
        assertThat(evaluation.metrics()).isEqualTo(PodMetrics.NONE);
        assertThat(evaluation.score()).isEqualTo(new HealthScore(100));
        assertThat(condition(evaluation, "Excluded"))
                .extracting(Condition::status)
                .isEqualTo("True");
    }

    @Test
    void aStricterPolicyLowersTheScoreOfTheSamePods() {
        List<JsonNode> pods = List.of(Pods.broken());
        var loose = PolicyEvaluation.of(EnabledChecks.of(Pods.NOTHING), "shop", pods, USUAL, Pods.NOW);
        assertThat(loose.score()).isEqualTo(new HealthScore(100));
        assertThat(evaluate("shop", Pods.broken()).score()).isEqualTo(new HealthScore(56));
    }

    @Test
    void theNextLookIsJustAfterTheFirstPodCrossesItsLine() {
        PolicyEvaluation evaluation = evaluate(
                "shop",
                Pods.pending(Pods.compliant(), Pods.NOW.minusSeconds(10)),
                Pods.pending(Pods.compliant(), Pods.NOW.minusSeconds(200)));
        assertThat(evaluation.nextLook()).contains(Pods.NOW.plusSeconds(100).plusMillis(1));
        assertThat(evaluate("shop", Pods.compliant()).nextLook()).isEmpty();
    }

    @Test
    void theStatusSaysAllOfIt() {
        DevOpsPolicyStatus status =
                evaluate("shop", Pods.broken()).status(4, Pods.NOW.plusMillis(7), List.of(), new Enforcement.Audited());
        assertThat(status.observedGeneration()).isEqualTo(4);
        assertThat(status.healthy()).isFalse();
        assertThat(status.healthScore()).isEqualTo(56);
        assertThat(status.violations()).isEqualTo(5);
        assertThat(status.lastEvaluated()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(status.message()).isEqualTo("5 violations across 1 pods — Degraded (56)");
    }

    @Test
    void aConditionKeepsItsTimeAsLongAsItHolds() {
        PolicyEvaluation evaluation = evaluate("shop", Pods.compliant());
        DevOpsPolicyStatus first = evaluation.status(1, Pods.NOW, List.of(), new Enforcement.Audited());
        DevOpsPolicyStatus second =
                evaluation.status(2, Pods.NOW.plusSeconds(30), first.conditions(), new Enforcement.Audited());
        assertThat(second.conditions())
                .allSatisfy(
                        condition -> assertThat(condition.lastTransitionTime()).isEqualTo("2026-03-01T12:00:00Z"))
                .allSatisfy(
                        condition -> assertThat(condition.observedGeneration()).isEqualTo(2));
        DevOpsPolicyStatus moved = evaluate("kube-system")
                .status(3, Pods.NOW.plusSeconds(60), second.conditions(), new Enforcement.Audited());
        assertThat(moved.conditions())
                .filteredOn(condition -> condition.type().equals("Excluded"))
                .extracting(Condition::lastTransitionTime)
                .containsExactly("2026-03-01T12:01:00Z");
    }

    private static Condition condition(PolicyEvaluation evaluation, String type) {
        return evaluation.status(1, Pods.NOW, List.of(), new Enforcement.Audited()).conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static PolicyEvaluation evaluate(String namespace, JsonNode... pods) {
        return PolicyEvaluation.of(EnabledChecks.of(Pods.EVERYTHING), namespace, List.of(pods), USUAL, Pods.NOW);
    }
}
