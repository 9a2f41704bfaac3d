package io.kspec.local.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a pod's object says of it.
final class PodReadiness {
    private PodReadiness() {}

    /// Whether a Service would send something to it: Ready, and not leaving.
    static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    /// Whether it has ended for good.
    static boolean isOver(Pod pod) {
        return Optional.ofNullable(pod.getStatus())
                .map(PodStatus::getPhase)
                .filter(Set.of("Succeeded", "Failed")::contains)
                .isPresent();
    }
}
