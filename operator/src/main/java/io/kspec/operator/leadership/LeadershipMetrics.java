package io.kspec.operator.leadership;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/// What this replica tells of its leadership.
final class LeadershipMetrics {
    private final Gauge status;
    private final Counter transitions;

    LeadershipMetrics(PrometheusRegistry registry) {
        this.status = Gauge.builder()
                .name("kspec_leader_election_status")
                .help("Whether this replica leads: 1 or 0")
                .register(registry);
        this.transitions = Counter.builder()
                .name("kspec_leader_election_transitions_total")
                .help("How often this replica became the leader or ceased to be it")
                .register(registry);
    }

    void leads(boolean now) {
        status.set(now ? 1 : 0);
        transitions.inc();
    }
}
