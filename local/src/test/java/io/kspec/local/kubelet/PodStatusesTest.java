package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PodStatusesTest {
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-01-01T00:01:00Z");
    private static final ContainerFacts WAITS = ContainerFacts.waiting();
    private static final ContainerFacts RUNS = WAITS.runs(7, BEGAN);
    private static final ContainerFacts READY = RUNS.hasStarted().isReady(true);
    private static final ContainerFacts WELL = ended(0).isOver();
    private static final ContainerFacts ILL = ended(3).isOver();

    @Test
    void aPodIsPendingUntilEveryContainerHasBegun() {
        assertThat(phase(List.of(), READY, WAITS)).isEqualTo("Pending");
        assertThat(phase(List.of(), READY, RUNS)).isEqualTo("Running");
    }

    @Test
    void aPodIsPendingWhileAnInitContainerHasNotSucceeded() {
        assertThat(phase(List.of(RUNS), WAITS)).isEqualTo("Pending");
        assertThat(phase(List.of(ended(3)), WAITS)).isEqualTo("Pending");
        assertThat(phase(List.of(WELL), RUNS)).isEqualTo("Running");
    }

    @Test
    void aContainerThatWaitsToBeStartedAgainKeepsItsPodRunning() {
        assertThat(phase(List.of(), ended(3))).isEqualTo("Running");
        assertThat(phase(List.of(), ended(3).waits("CrashLoopBackOff", "10 s"))).isEqualTo("Running");
    }

    @Test
    void aPodWhoseContainersAreOverHasSucceededOrFailed() {
        assertThat(phase(List.of(), WELL, WELL)).isEqualTo("Succeeded");
        assertThat(phase(List.of(), WELL, ILL)).isEqualTo("Failed");
        assertThat(phase(List.of(ILL), WAITS.isOver())).isEqualTo("Failed");
    }

    @Test
    void aPodIsReadyWhenAllItsContainersAre() {
        assertThat(conditions(status(Map.of(), READY, RUNS))).containsEntry("Ready", "False");
        assertThat(conditions(status(Map.of(), READY, READY)))
                .containsEntry("Ready", "True")
                .containsEntry("ContainersReady", "True")
                .containsEntry("Initialized", "True")
                .containsEntry("PodScheduled", "True");
        assertThat(conditions(status(Map.of(), WELL))).containsEntry("Ready", "False");
    }

    @Test
    void aReadinessGateThatNobodyOpensKeepsThePodUnready() {
        Pod gated = new PodBuilder(pod())
                .editSpec()
                .addNewReadinessGate("example.org/open")
                .endSpec()
                .build();
        PodStatus status = PodStatuses.of(
                new PodFields(gated, "127.9.1.0", "127.9.0.1"), List.of(), List.of(known(READY)), BEGAN, Map.of(), NOW);
        assertThat(conditions(status)).containsEntry("ContainersReady", "True").containsEntry("Ready", "False");
    }

    @Test
    void aConditionThatStaysKeepsItsTime() {
        PodStatus first = PodStatuses.of(fields(), List.of(), List.of(known(READY)), BEGAN, Map.of(), BEGAN);
        Map<String, PodCondition> before = byType(first);
        assertThat(byType(status(before, READY)).get("Ready").getLastTransitionTime())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(byType(status(before, RUNS)).get("Ready").getLastTransitionTime())
                .isEqualTo("2026-01-01T00:01:00Z");
    }

    @Test
    void aContainerThatWasStartedAgainShowsHowItEnded() {
        var status =
                status(Map.of(), ended(3).runs(8, NOW)).getContainerStatuses().getFirst();
        assertThat(status.getRestartCount()).isEqualTo(1);
        assertThat(status.getState().getRunning().getStartedAt()).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(3);
        assertThat(status.getContainerID()).isEqualTo("process://8");
    }

    @Test
    void waitingForARestartIsNoRestart() {
        var status = status(Map.of(), ended(3).waits("CrashLoopBackOff", "10 s"))
                .getContainerStatuses()
                .getFirst();
        assertThat(status.getRestartCount()).isZero();
        assertThat(status.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
        assertThat(status.getState().getWaiting().getMessage()).isEqualTo("10 s");
    }

    private static ContainerFacts ended(int exitCode) {
        return RUNS.ended(new ContainerFacts.State.Ended(7, exitCode, "Error", BEGAN, NOW));
    }

    private static String phase(List<ContainerFacts> inits, ContainerFacts... mains) {
        return PodStatuses.phase(
                inits.stream().map(PodStatusesTest::known).toList(),
                Arrays.stream(mains).map(PodStatusesTest::known).toList());
    }

    private static PodStatus status(Map<String, PodCondition> before, ContainerFacts... mains) {
        List<PodStatuses.Known> known =
                Arrays.stream(mains).map(PodStatusesTest::known).toList();
        return PodStatuses.of(fields(), List.of(), known, BEGAN, before, NOW);
    }

    private static PodFields fields() {
        return new PodFields(pod(), "127.9.1.0", "127.9.0.1");
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build();
    }

    private static PodStatuses.Known known(ContainerFacts facts) {
        Container container =
                new ContainerBuilder().withName("web").withImage("web:1").build();
        return new PodStatuses.Known(container, facts);
    }

    private static Map<String, String> conditions(PodStatus status) {
        return status.getConditions().stream()
                .collect(Collectors.toMap(PodCondition::getType, PodCondition::getStatus));
    }

    private static Map<String, PodCondition> byType(PodStatus status) {
        return status.getConditions().stream().collect(Collectors.toMap(PodCondition::getType, Function.identity()));
    }
}
