package io.kspec.operator.uninstall;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The operator's own Deployment, on its way to no replicas.
final class RunningReplicas {
    private static final String NAME = "kspec-operator";
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/name", NAME, "app.kubernetes.io/component", "operator");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    /// A pod this long after the end of its grace was killed, or its node is lost and kills it when it comes back.
    private static final Duration SURELY_KILLED = Duration.ofSeconds(5);

    private final KubernetesClient client;
    private final String namespace;
    private final Duration patience;
    private final Clock clock;

    RunningReplicas(KubernetesClient client, String namespace, Duration patience, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.patience = patience;
        this.clock = clock;
    }

    String stop() {
        Deployment stopped = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(NAME)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":0}}");
        return stopped == null ? "not there" : "asked to stop";
    }

    /// @throws StillRunning when pods are left after the patience
    String awaitEnd() throws InterruptedException {
        Instant limit = clock.instant().plus(patience);
        List<Pod> left = running();
        while (!left.isEmpty() && clock.instant().isBefore(limit)) {
            Thread.sleep(BETWEEN_LOOKS);
            left = running();
        }
        if (!left.isEmpty()) {
            throw new StillRunning("%s did not end within %d s and may put back what is removed now. Look at the pod."
                    .formatted(
                            left.stream()
                                    .map(pod -> pod.getMetadata().getName())
                                    .collect(Collectors.joining(", ")),
                            patience.toSeconds()));
        }
        return "ended";
    }

    private List<Pod> running() {
        return client.pods().inNamespace(namespace).withLabels(LABELS).list().getItems().stream()
                .filter(this::mayWrite)
                .toList();
    }

    private boolean mayWrite(Pod pod) {
        boolean over = List.of("Succeeded", "Failed")
                .contains(Optional.ofNullable(pod.getStatus().getPhase()).orElse(""));
        return !over
                && Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
                        .map(end -> Instant.parse(end).plus(SURELY_KILLED).isAfter(clock.instant()))
                        .orElse(true);
    }
}
