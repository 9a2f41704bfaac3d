package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The conditions that are a kubelet's to set. A condition keeps the time of its last change.
///
/// @param before the conditions as last written, by type
record PodConditions(Pod pod, String phase, Map<String, PodCondition> before, Instant now) {
    List<PodCondition> of(List<PodStatuses.Known> inits, List<PodStatuses.Known> mains) {
        String ended =
                switch (phase) {
                    case "Succeeded" -> "PodCompleted";
                    case "Failed" -> "PodFailed";
                    default -> "";
                };
        boolean containers = ended.isEmpty()
                && Stream.concat(inits.stream().filter(init -> Restarts.isSidecar(init.container())), mains.stream())
                        .allMatch(known -> known.facts().ready());
        boolean initialized = PodStatuses.isInitialized(inits);
        boolean ready = containers && initialized && gatesAreOpen();
        String why = ended.isEmpty() ? "ContainersNotReady" : ended;
        return List.of(
                condition("PodScheduled", true, ""),
                condition("Initialized", initialized, initialized ? "" : "ContainersNotInitialized"),
                condition("ContainersReady", containers, containers ? "" : why),
                condition("Ready", ready, ready ? "" : containers ? "ReadinessGatesNotReady" : why));
    }

    /// Gates are opened by others, in conditions of their own.
    private boolean gatesAreOpen() {
        List<PodCondition> known = Optional.ofNullable(pod.getStatus())
                .map(status -> status.getConditions())
                .orElse(List.of());
        return Optional.ofNullable(pod.getSpec().getReadinessGates()).orElse(List.of()).stream()
                .allMatch(gate -> known.stream()
                        .anyMatch(condition -> condition.getType().equals(gate.getConditionType())
                                && condition.getStatus().equals("True")));
    }

    private PodCondition condition(String type, boolean met, String reason) {
        String status = met ? "True" : "False";
        String since = Optional.ofNullable(before.get(type))
                .filter(old -> old.getStatus().equals(status))
                .map(PodCondition::getLastTransitionTime)
                .orElseGet(() -> PodStatuses.text(now));
        return new PodConditionBuilder()
                .withType(type)
                .withStatus(status)
                // an empty one, because the patch would leave a former reason in place
                .withReason(reason)
                .withLastTransitionTime(since)
                .build();
    }
}
