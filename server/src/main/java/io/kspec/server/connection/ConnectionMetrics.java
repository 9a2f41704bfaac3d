package io.kspec.server.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// How many clusters this replica is connected to, and how many it may be.
@Singleton
final class ConnectionMetrics {
    private final Connections connections;
    private final ConnectionSettings settings;
    private final MeterRegistry meters;

    @Inject
    ConnectionMetrics(Connections connections, ConnectionSettings settings, MeterRegistry meters) {
        this.connections = connections;
        this.settings = settings;
        this.meters = meters;
    }

    void show(@Observes StartupEvent start) {
        Gauge.builder("kubernetes.connections", connections, Connections::inUse)
                .description("Clusters this replica is connected to")
                .register(meters);
        Gauge.builder("kubernetes.connections.limit", settings, ConnectionSettings::connections)
                .description("Clusters this replica may be connected to at the same time")
                .register(meters);
    }
}
