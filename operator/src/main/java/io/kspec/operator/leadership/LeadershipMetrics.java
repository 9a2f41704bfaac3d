package io.kspec.operator.leadership;

import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.concurrent.atomic.AtomicBoolean;

/// Who leads, as each replica sees it.
public final class LeadershipMetrics {
    private final AtomicBoolean leads = new AtomicBoolean();
    private final Counter transitions;

    public LeadershipMetrics(Meters meters) {
        meters.gauge(
                "kspec_leader_election_status",
                "1 on the replica that leads.",
                callback -> callback.call(leads.get() ? 1 : 0));
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
}
