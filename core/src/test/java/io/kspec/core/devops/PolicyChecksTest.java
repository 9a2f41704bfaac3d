package io.kspec.core.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/// With a policy: only what it switches on.
final class PolicyChecksTest {
    @Test
    void anEmptyPolicyFindsNothing() {
        assertThat(Pods.by(Pods.NOTHING, Pods.broken())).satisfies(evaluation -> {
            assertThat(evaluation.metrics()).isEqualTo(new PodMetrics(1, 0, 0, 0, 0, 0));
            assertThat(evaluation.violations()).isEmpty();
        });
    }

    @Test
    void falseIsAsGoodAsAbsent() {
        var off = Pods.policy(false, false, false, null, null, null);
        assertThat(Pods.by(off, Pods.broken())).isEqualTo(Pods.by(Pods.NOTHING, Pods.broken()));
    }

    @Test
    void onlyTheTagIsCheckedWhenOnlyTheTagIsAsked() {
        var tag = Pods.policy(true, null, null, null, null, null);
        assertThat(Pods.by(tag, Pods.broken()).metrics()).isEqualTo(new PodMetrics(1, 1, 0, 0, 0, 0));
    }

    @Test
    void theTwoProbesAreAskedForApart() {
        var liveness = Pods.policy(null, true, null, null, null, null);
        var readiness = Pods.policy(null, null, true, null, null, null);
        assertThat(Pods.checks(Pods.by(liveness, Pods.broken()))).containsExactly(DevOpsCheck.MISSING_LIVENESS);
        assertThat(Pods.checks(Pods.by(readiness, Pods.broken()))).containsExactly(DevOpsCheck.MISSING_READINESS);
    }

    @Test
    void restartsAtTheThresholdAreFineAndOneMoreIsNot() {
        var ten = Pods.policy(null, null, null, 10, null, null);
        assertThat(Pods.by(ten, Pods.pod("a:1", true, true, 10)).metrics().restarts())
                .isZero();
        assertThat(Pods.by(ten, Pods.pod("a:1", true, true, 11)).metrics().restarts())
                .isEqualTo(5);
    }

    @Test
    void aThresholdOfZeroFlagsTheFirstRestart() {
        var none = Pods.policy(null, null, null, 0, null, null);
        assertThat(Pods.by(none, Pods.pod("a:1", true, true, 1)).metrics().restarts())
                .isEqualTo(1);
    }

    @Test
    void aPodMayBePendingUpToItsLimitAndNoLonger() {
        assertThat(pendingFor(300).violations()).isEmpty();
        assertThat(Pods.checks(pendingFor(301))).containsExactly(DevOpsCheck.PENDING);
    }

    @Test
    void aPodThatMayStillBePendingSaysUntilWhen() {
        assertThat(pendingFor(100).pending()).contains(Pods.NOW.plusSeconds(200));
        assertThat(pendingFor(301).pending()).isEmpty();
    }

    @Test
    void aPendingPodOfUnknownAgeIsFlagged() {
        ObjectNode pod = Pods.pending(Pods.compliant(), Pods.NOW);
        pod.withObject("/metadata").put("creationTimestamp", "yesterday");
        assertThat(Pods.checks(Pods.by(Pods.EVERYTHING, pod))).containsExactly(DevOpsCheck.PENDING);
    }

    @Test
    void aRunningPodIsNeverPendingTooLong() {
        ObjectNode pod = Pods.phase(Pods.pending(Pods.compliant(), Pods.NOW.minusSeconds(9000)), "Running");
        assertThat(Pods.by(Pods.EVERYTHING, pod).violations()).isEmpty();
    }

    @Test
    void thePolicyDecidesHowSevereAViolationIs() {
        var overrides = new SeverityOverrides(ViolationSeverity.LOW, null, null, null, null);
        var policy = Pods.policy(true, true, null, null, null, overrides);
        assertThat(Pods.by(policy, Pods.broken()).violations())
                .extracting(PodViolation::severity)
                .containsExactly(ViolationSeverity.LOW, ViolationSeverity.MEDIUM);
    }

    private static PodEvaluation pendingFor(long seconds) {
        return Pods.by(Pods.EVERYTHING, Pods.pending(Pods.compliant(), Pods.NOW.minusSeconds(seconds)));
    }
}
