package io.kspec.operator.leadership;

import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/// Who leads, as each replica sees it.
public final class LeadershipMetrics {
    private final AtomicBoolean leads = new AtomicBoolean();
    private final Counter transitions;
    private volatile IntSupplier instances = () -> 1;

    public LeadershipMetrics(Meters meters) {
        meters.gauge(
                "kspec_leader_election_status",
                "1 on the replica that leads.",
                callback -> callback.call(leads.get() ? 1 : 0));
        meters.gauge(
                "kspec_active_manager_instances",
                "Ready replicas of the operator.",
                callback -> callback.call(instances.getAsInt()));
        transitions = meters.counter(
                "kspec_leader_election_transitions_total", "Times this replica began or ceased to lead.");
        Meters.begin(transitions);
    }

    /// A term began or ended. Saying the same twice is no transition.
    public void leading(boolean now) {
        if (leads.getAndSet(now) != now) {
            transitions.inc();
        }
    }

    public boolean leads() {
        return leads.get();
    }

    /// Who knows how many replicas there are.
    ///
    /// @param ready counts ready replicas from memory
    public void instances(IntSupplier ready) {
        instances = ready;
    }
}
