package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// What a pod's containers amount to, as its status says it. Pure.
final class PodStatuses {
    private PodStatuses() {}

    /// One container with what is known of it.
    record Known(Container container, ContainerFacts facts) {}

    /// @param inits its init containers, sidecars among them
    /// @param mains its other containers
    /// @param began when this kubelet took it on
    /// @param before its conditions as last written, by type
    static PodStatus of(
            PodFields fields,
            List<Known> inits,
            List<Known> mains,
            Instant began,
            Map<String, PodCondition> before,
            Instant now) {
        String phase = phase(inits, mains);
        return new PodStatusBuilder()
                .withPhase(phase)
                .withHostIP(fields.hostIp())
                .addNewHostIP(fields.hostIp())
                .withPodIP(fields.podIp())
                .addNewPodIP(fields.podIp())
                .withStartTime(text(began))
                .withConditions(new PodConditions(fields.pod(), phase, before, now).of(inits, mains))
                .withInitContainerStatuses(
                        inits.stream().map(PodStatuses::status).toList())
                .withContainerStatuses(mains.stream().map(PodStatuses::status).toList())
                .build();
    }

    static boolean isInitialized(List<Known> inits) {
        return inits.stream()
                .allMatch(init -> Restarts.isSidecar(init.container())
                        ? init.facts().started() || init.facts().over()
                        : init.facts().hasSucceeded());
    }

    /// `Pending` until every container has begun, `Succeeded` or `Failed` when none will begin again.
    static String phase(List<Known> inits, List<Known> mains) {
        if (mains.stream().allMatch(main -> main.facts().over())) {
            return mains.stream().allMatch(main -> main.facts().hasSucceeded()) ? "Succeeded" : "Failed";
        }
        boolean begun = mains.stream()
                .noneMatch(main -> main.facts().state() instanceof ContainerFacts.State.Waits
                        && main.facts().last().isEmpty());
        return isInitialized(inits) && begun ? "Running" : "Pending";
    }

    static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ContainerStatus status(Known known) {
        ContainerFacts facts = known.facts();
        String image = known.container().getImage();
        return new ContainerStatusBuilder()
                .withName(known.container().getName())
                .withImage(image)
                .withImageID(image)
                .withContainerID(id(facts.state()))
                .withState(state(facts.state()))
                .withLastState(facts.last().map(PodStatuses::state).orElseGet(ContainerState::new))
                .withRestartCount(facts.restarts())
                .withStarted(facts.started())
                .withReady(facts.ready() || isDoneInit(known))
                .build();
    }

    /// An init container that did its work counts as ready.
    private static boolean isDoneInit(Known known) {
        return known.facts().hasSucceeded();
    }

    private static ContainerState state(ContainerFacts.State state) {
        return switch (state) {
            case ContainerFacts.State.Waits waits ->
                new ContainerStateBuilder()
                        .withNewWaiting(waits.message(), waits.reason())
                        .build();
            case ContainerFacts.State.Runs runs ->
                new ContainerStateBuilder().withNewRunning(text(runs.since())).build();
            case ContainerFacts.State.Ended end ->
                new ContainerStateBuilder()
                        .withNewTerminated()
                        .withContainerID(id(end))
                        .withExitCode(end.exitCode())
                        .withReason(end.reason())
                        .withStartedAt(text(end.began()))
                        .withFinishedAt(text(end.at()))
                        .endTerminated()
                        .build();
        };
    }

    private static String id(ContainerFacts.State state) {
        return switch (state) {
            case ContainerFacts.State.Waits _ -> "";
            case ContainerFacts.State.Runs runs -> "process://" + runs.pid();
            case ContainerFacts.State.Ended end -> "process://" + end.pid();
        };
    }
}
