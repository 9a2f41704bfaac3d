package io.kspec.lifecycle.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.health.Evidence.Condition;
import io.kspec.lifecycle.health.Evidence.Container;
import io.kspec.lifecycle.health.Evidence.CustomResource;
import io.kspec.lifecycle.health.Evidence.CustomResources;
import io.kspec.lifecycle.health.Evidence.Pod;
import io.kspec.lifecycle.health.Evidence.Pods;
import io.kspec.lifecycle.health.Evidence.Reconciles;
import io.kspec.lifecycle.health.Evidence.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class HealthTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Evidence GOOD_PODS = pods(OptionalDouble.empty(), pod(List.of(), ""));

    @Test
    void readyPodsAreHealthyAndAMissingOneIsUnhealthy() {
        assertThat(judged(GOOD_PODS).overall()).isEqualTo(Health.HEALTHY);
        Evidence missing = new Pods(2, List.of(pod(List.of(), "")), OptionalDouble.empty(), OptionalDouble.empty());
        assertThat(judged(missing).overall()).isEqualTo(Health.UNHEALTHY);
        assertThat(judged(missing).reading().failing()).containsExactly(Part.PODS);
    }

    @Test
    void threeRestartsOfAContainerWithinFiveMinutesAreACrashLoop() {
        assertThat(crashes(pod(ago(10, 100, 299), ""))).isTrue();
        assertThat(crashes(pod(ago(10, 100, 300), ""))).isFalse();
        assertThat(crashes(pod(ago(10, 100), ""))).isFalse();
        assertThat(crashes(pod(List.of(), "CrashLoopBackOff"))).isTrue();
        assertThat(crashes(pod(List.of(), "ContainerCreating"))).isFalse();
    }

    @Test
    void restartsOfTwoContainersAreNotAddedUp() {
        Pod pod = new Pod(
                "p",
                true,
                true,
                List.of(
                        new Container("a", 2, ago(10, 20), Optional.empty()),
                        new Container("b", 1, ago(30), Optional.empty())));
        assertThat(crashes(pod)).isFalse();
    }

    @Test
    void usageAtTheLimitFailsAndNoMeasureFailsNothing() {
        assertThat(judged(pods(OptionalDouble.of(100), pod(List.of(), ""))).overall())
                .isEqualTo(Health.UNHEALTHY);
        OperatorHealth nearly = judged(pods(OptionalDouble.of(80), pod(List.of(), "")));
        assertThat(nearly.overall()).isEqualTo(Health.HEALTHY);
        assertThat(nearly.messages()).hasSize(1);
    }

    @Test
    void aWebhookMustAnswerInTimeWithItsOwnCertificate() {
        assertThat(webhook(true, 999, true, Duration.ofDays(8))).isEqualTo(Health.HEALTHY);
        assertThat(webhook(false, 10, true, Duration.ofDays(8))).isEqualTo(Health.UNHEALTHY);
        assertThat(webhook(true, 1000, true, Duration.ofDays(8))).isEqualTo(Health.UNHEALTHY);
        assertThat(webhook(true, 10, false, Duration.ofDays(8))).isEqualTo(Health.UNHEALTHY);
        assertThat(webhook(true, 10, true, Duration.ZERO)).isEqualTo(Health.UNHEALTHY);
        assertThat(webhook(true, 10, true, Duration.ofDays(6))).isEqualTo(Health.DEGRADED);
    }

    @Test
    void aStableResourceIsNotStale() {
        assertThat(resources(Baseline.NONE, resource(2, 2, 3600, "True", 3600))).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aResourceIsStaleWhenItIsNotObservedForFiveMinutes() {
        assertThat(resources(Baseline.NONE, resource(2, 1, 301, "True", 3600))).isEqualTo(Health.DEGRADED);
        assertThat(resources(Baseline.NONE, resource(2, 1, 299, "True", 3600))).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aResourceIsStaleWhenItIsNotReadyForFiveMinutes() {
        assertThat(resources(Baseline.NONE, resource(1, 1, 3600, "False", 301))).isEqualTo(Health.DEGRADED);
        assertThat(resources(Baseline.NONE, resource(1, 1, 3600, "Unknown", 301)))
                .isEqualTo(Health.DEGRADED);
        assertThat(resources(Baseline.NONE, resource(1, 1, 3600, "False", 299))).isEqualTo(Health.HEALTHY);
    }

    @Test
    void whatFailedBeforeIsNotBlamed() {
        Baseline before = new Baseline(Health.DEGRADED, List.of(Part.RECONCILIATION), List.of("r"));
        assertThat(resources(before, resource(1, 1, 3600, "False", 301))).isEqualTo(Health.HEALTHY);
    }

    @Test
    void fivePercentOfErrorsAreTooMany() {
        assertThat(errors(4)).isEqualTo(Health.HEALTHY);
        assertThat(errors(5)).isEqualTo(Health.DEGRADED);
    }

    @Test
    void aDefinitionThatIsNotServedIsDegraded() {
        var served = new Evidence.Definition("a.x", true, "1/1", List.of("v1"), List.of("v1"), "");
        var unserved = new Evidence.Definition("b.x", false, "2/1", List.of("v1"), List.of("v1"), "");
        List<String> expected = List.of("a.x", "b.x");
        assertThat(judged(GOOD_PODS, new Evidence.Crds(expected, List.of(served)))
                        .overall())
                .isEqualTo(Health.DEGRADED);
        assertThat(judged(GOOD_PODS, new Evidence.Crds(expected, List.of(served, unserved)))
                        .overall())
                .isEqualTo(Health.DEGRADED);
        assertThat(judged(GOOD_PODS, new Evidence.Crds(List.of("a.x"), List.of(served)))
                        .overall())
                .isEqualTo(Health.HEALTHY);
    }

    @Test
    void whatCouldNotBeReadIsUnknownAndNeverHealthy() {
        assertThat(judged().overall()).isEqualTo(Health.UNKNOWN);
        assertThat(judged(new Evidence.Unread(Part.PODS, "forbidden")).overall())
                .isEqualTo(Health.UNKNOWN);
        assertThat(OperatorJudgement.judge(List.of(GOOD_PODS), false, Baseline.NONE, NOW)
                        .overall())
                .isEqualTo(Health.UNKNOWN);
    }

    @Test
    void unknownNeitherCountsNorResets() {
        ConsecutiveFailures count = ConsecutiveFailures.NONE;
        for (Health health : List.of(Health.UNHEALTHY, Health.UNKNOWN, Health.DEGRADED)) {
            count = count.after(health);
        }
        assertThat(count.count()).isEqualTo(2);
        assertThat(count.reached()).isFalse();
        assertThat(count.after(Health.DEGRADED).reached()).isTrue();
        assertThat(count.after(Health.HEALTHY).count()).isZero();
    }

    @Test
    void theWorstClusterSpeaksForTheFleet() {
        assertThat(FleetHealth.of(List.of(Health.HEALTHY, Health.UNHEALTHY, Health.DEGRADED))
                        .overall())
                .isEqualTo(Health.UNHEALTHY);
        assertThat(FleetHealth.of(List.of(Health.HEALTHY, Health.UNKNOWN)))
                .isEqualTo(new FleetHealth(Health.HEALTHY, 1, 0, 0, 1));
        assertThat(FleetHealth.of(List.of()).overall()).isEqualTo(Health.UNKNOWN);
    }

    @Test
    void aClusterIsUnhealthyOnlyWhenItDoesNotAnswer() {
        assertThat(ClusterJudgement.judge(false, 0, List.of())).isEqualTo(Health.UNHEALTHY);
        assertThat(ClusterJudgement.judge(true, 1, List.of())).isEqualTo(Health.DEGRADED);
        assertThat(ClusterJudgement.judge(true, 0, List.of(Health.UNHEALTHY))).isEqualTo(Health.DEGRADED);
        assertThat(ClusterJudgement.judge(true, 0, List.of(Health.UNKNOWN))).isEqualTo(Health.HEALTHY);
    }

    @Test
    void aTargetIsEnabledReachableAndFresh() {
        Instant fresh = NOW.minusSeconds(299);
        assertThat(usable(true, Health.HEALTHY, fresh).refusal()).isEmpty();
        assertThat(usable(true, Health.DEGRADED, fresh).refusal()).isEmpty();
        assertThat(usable(true, Health.DEGRADED, fresh).warnings()).hasSize(1);
        assertThat(usable(false, Health.HEALTHY, fresh).refusal()).isPresent();
        assertThat(usable(true, Health.UNHEALTHY, fresh).refusal()).isPresent();
        assertThat(usable(true, Health.UNKNOWN, fresh).refusal()).isPresent();
        assertThat(usable(true, Health.HEALTHY, NOW.minusSeconds(300)).refusal())
                .isPresent();
    }

    private static ClusterJudgement.Usable usable(boolean enabled, Health health, Instant last) {
        return ClusterJudgement.usable("c", enabled, health, Optional.of(last), NOW);
    }

    private static OperatorHealth judged(Evidence... evidence) {
        return OperatorJudgement.judge(List.of(evidence), true, Baseline.NONE, NOW);
    }

    private static Evidence pods(OptionalDouble usage, Pod... pods) {
        return new Pods(1, List.of(pods), usage, OptionalDouble.empty());
    }

    private static Pod pod(List<Instant> restarts, String waiting) {
        Container container = new Container(
                "c", restarts.size(), restarts, Optional.of(waiting).filter(reason -> !reason.isEmpty()));
        return new Pod("p", true, true, List.of(container));
    }

    private static boolean crashes(Pod pod) {
        return judged(pods(OptionalDouble.empty(), pod)).reading().crashLoop();
    }

    private static List<Instant> ago(int... seconds) {
        return Arrays.stream(seconds).mapToObj(NOW::minusSeconds).toList();
    }

    private static Health webhook(boolean reachable, int millis, boolean trusted, Duration left) {
        return judged(
                        GOOD_PODS,
                        new Webhook(
                                "https://w",
                                reachable,
                                Duration.ofMillis(millis),
                                trusted,
                                Optional.of(NOW.plus(left))))
                .overall();
    }

    private static CustomResource resource(long generation, long observed, int since, String status, int transition) {
        return new CustomResource(
                "r",
                generation,
                Optional.of(observed),
                NOW.minusSeconds(since),
                NOW.minusSeconds(7200),
                true,
                true,
                List.of(new Condition("Ready", status, NOW.minusSeconds(transition))));
    }

    private static Health resources(Baseline baseline, CustomResource... resources) {
        Evidence evidence = new CustomResources(List.of(resources), Optional.empty(), Optional.empty());
        return OperatorJudgement.judge(List.of(GOOD_PODS, evidence), true, baseline, NOW)
                .overall();
    }

    private static Health errors(int errors) {
        return judged(
                        GOOD_PODS,
                        new CustomResources(
                                List.of(),
                                Optional.of(new Reconciles(100, errors, Duration.ofMillis(5))),
                                Optional.empty()))
                .overall();
    }
}
