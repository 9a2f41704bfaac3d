package io.kspec.core.devops;

import static io.kspec.core.devops.DevOpsCheck.HIGH_RESTARTS;
import static io.kspec.core.devops.DevOpsCheck.LATEST_TAG;
import static io.kspec.core.devops.DevOpsCheck.MISSING_LIVENESS;
import static io.kspec.core.devops.DevOpsCheck.MISSING_READINESS;
import static io.kspec.core.devops.DevOpsCheck.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.RandomTrees;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Without a policy: every check runs.
final class PodEvaluationTest {
    @Test
    void aCompliantPodCountsAndBreaksNothing() {
        assertThat(Pods.freely(Pods.compliant()).metrics()).isEqualTo(new PodMetrics(1, 0, 0, 0, 0, 0));
    }

    @Test
    void aPodWithTheLatestTagAndNoProbesBreaksThreeChecks() {
        assertThat(Pods.freely(Pods.latestWithoutProbes()).metrics()).isEqualTo(new PodMetrics(1, 1, 1, 1, 0, 0));
    }

    @Test
    void aPodCanBreakAllFive() {
        assertThat(Pods.freely(Pods.broken()).metrics()).isEqualTo(new PodMetrics(1, 1, 1, 1, 5, 1));
    }

    @Test
    void everyContainerCountsForItself() {
        ObjectNode pod = Pods.latestWithoutProbes();
        Pods.container(pod, "containers", "second", "redis:latest", false, true);
        assertThat(Pods.freely(pod).metrics()).isEqualTo(new PodMetrics(1, 2, 2, 1, 0, 0));
    }

    @Test
    void threeRestartsAreFine() {
        assertThat(Pods.freely(Pods.pod("a:1", true, true, 3)).metrics().restarts())
                .isZero();
    }

    @Test
    void fourRestartsAreFourUnitsAndNoMoreThanFiveEverCount() {
        assertThat(Pods.freely(Pods.pod("a:1", true, true, 4)).metrics().restarts())
                .isEqualTo(4);
        assertThat(Pods.freely(Pods.pod("a:1", true, true, 500)).metrics().restarts())
                .isEqualTo(5);
    }

    @Test
    void restartsOfTwoContainersAddUp() {
        ObjectNode pod = Pods.pod("a:1", true, true, 5);
        Pods.restarts(pod, "containerStatuses", "second", 7);
        assertThat(Pods.freely(pod).metrics().restarts()).isEqualTo(10);
    }

    @Test
    void aSidecarsRestartsCountAndThoseOfAnInitContainerDoNot() {
        ObjectNode pod = Pods.compliant();
        Pods.container(pod, "initContainers", "proxy", "p:1", false, false).put("restartPolicy", "Always");
        Pods.container(pod, "initContainers", "setup", "s:1", false, false);
        Pods.restarts(pod, "initContainerStatuses", "setup", 9);
        assertThat(Pods.freely(pod).metrics().restarts()).isZero();
        Pods.restarts(pod, "initContainerStatuses", "proxy", 9);
        assertThat(Pods.freely(pod).metrics().restarts()).isEqualTo(5);
    }

    @Test
    void aPendingPodIsOneUnitHoweverYoungItIs() {
        assertThat(Pods.freely(Pods.pending(Pods.compliant(), Pods.NOW))
                        .metrics()
                        .pending())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Succeeded", "Failed"})
    void aFinishedPodIsNeitherJudgedNorCounted(String phase) {
        assertThat(Pods.freely(Pods.phase(Pods.broken(), phase)).metrics()).isEqualTo(PodMetrics.NONE);
    }

    @Test
    void aPodThatIsBeingDeletedIsJudged() {
        ObjectNode pod = Pods.latestWithoutProbes();
        pod.withObject("/metadata").put("deletionTimestamp", "2026-03-01T11:59:00Z");
        assertThat(Pods.freely(pod).metrics().latestTags()).isEqualTo(1);
    }

    @Test
    void aPodWithoutContainersCountsAndBreaksNothing() {
        assertThat(Pods.freely(Pods.empty("bare")).metrics()).isEqualTo(new PodMetrics(1, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "nginx:latest", "host:5000/nginx", "docker.io/library/nginx", "a/UPPER:1"})
    void anImageThatMeansLatestOrNothingIsFlagged(String image) {
        assertThat(Pods.checks(Pods.freely(Pods.pod(image, true, true, 0)))).containsExactly(LATEST_TAG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nginx:1.29",
                "nginx:Latest",
                "nginx:latest-alpine",
                "nginx:latest@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void anImageThatIsFixedOrAbsentIsNotFlagged(String image) {
        assertThat(Pods.freely(Pods.pod(image, true, true, 0)).violations()).isEmpty();
    }

    @Test
    void anInitContainerNeedsATagAndNoProbes() {
        ObjectNode pod = Pods.compliant();
        Pods.container(pod, "initContainers", "setup", "busybox", false, false);
        Pods.container(pod, "ephemeralContainers", "debug", "busybox", false, false);
        assertThat(Pods.checks(Pods.freely(pod))).containsExactly(LATEST_TAG, LATEST_TAG);
    }

    @Test
    void aStartupProbeReplacesNoOther() {
        ObjectNode pod = Pods.empty("slow");
        Pods.container(pod, "containers", "app", "a:1", false, true).putObject("startupProbe");
        assertThat(Pods.checks(Pods.freely(pod))).containsExactly(MISSING_LIVENESS);
    }

    @Test
    void violationsNameThePodTheContainerAndTheFault() {
        assertThat(Pods.freely(Pods.latestWithoutProbes()).violations())
                .containsExactly(
                        new PodViolation(
                                LATEST_TAG,
                                "shop-1",
                                "app",
                                ViolationSeverity.HIGH,
                                "container app uses the tag latest or none at all"),
                        new PodViolation(
                                MISSING_LIVENESS,
                                "shop-1",
                                "app",
                                ViolationSeverity.MEDIUM,
                                "container app has no livenessProbe"),
                        new PodViolation(
                                MISSING_READINESS,
                                "shop-1",
                                "app",
                                ViolationSeverity.LOW,
                                "container app has no readinessProbe"));
    }

    @Test
    void aViolationByRestartsSaysHowManyAndHowManyAreAllowed() {
        assertThat(Pods.freely(Pods.pod("a:1", true, true, 10)).violations())
                .singleElement()
                .extracting(PodViolation::message)
                .isEqualTo("container app restarted 10 times, more than 3");
    }

    @Test
    void aPendingViolationNamesNoContainer() {
        assertThat(Pods.freely(Pods.pending(Pods.compliant(), Pods.NOW)).violations())
                .containsExactly(
                        new PodViolation(PENDING, "shop-1", "", ViolationSeverity.MEDIUM, "the pod is Pending"));
    }

    @Test
    void aCompliantPodHasNoViolations() {
        assertThat(Pods.freely(Pods.compliant()).violations()).isEmpty();
    }

    @Test
    void thereIsOneViolationPerContainerAndCheckWhateverItsUnits() {
        assertThat(Pods.checks(Pods.freely(Pods.broken())))
                .containsExactly(LATEST_TAG, MISSING_LIVENESS, MISSING_READINESS, HIGH_RESTARTS, PENDING);
    }

    @Property(tries = 300)
    void noTreeMakesItThrow(@ForAll long seed) {
        JsonNode tree = RandomTrees.of(
                seed,
                "spec",
                "status",
                "metadata",
                "phase",
                "Pending",
                "containers",
                "image",
                "name",
                "restartCount",
                "containerStatuses",
                "livenessProbe");
        assertThat(Pods.by(Pods.EVERYTHING, tree).metrics().pods()).isBetween(0L, 1L);
    }
}
