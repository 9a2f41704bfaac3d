package io.kspec.operator.specification;

import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.kube.event.EventRecorder;
import io.kspec.kube.event.Regarding;
import io.kspec.kube.resource.ClusterSpecification;
import java.util.Optional;

/// Tells of a turn over a specification: what went wrong in metrics, what changed as events on it.
///
/// @param metrics counts errors
/// @param events takes what changed
public record SpecificationObservation(ReconcileMetrics metrics, EventRecorder events) {
    static final String CONTROLLER = "clusterspecification";

    void turned(ClusterSpecification specification, Scanner.Turn turn, ClusterSpecStatus status) {
        String name = specification.getMetadata().getName();
        if (!turn.problems().isEmpty()) {
            metrics.failed(CONTROLLER, name, "invalid_spec");
        }
        if (turn.blocked().isPresent()) {
            metrics.failed(CONTROLLER, name, "report_write_failed");
        }
        if (!status.equals(specification.getStatus())) {
            var regarding = Regarding.of(specification);
            StatusEvents.between(Optional.ofNullable(specification.getStatus()), status)
                    .forEach(event -> events.record(regarding, event));
        }
    }
}
