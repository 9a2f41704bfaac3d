package io.kspec.server.database;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// How many database connections this replica uses, and how many it may.
@Singleton
final class DatabaseMetrics {
    private final AgroalDataSource pool;
    private final MeterRegistry meters;

    @Inject
    DatabaseMetrics(AgroalDataSource pool, MeterRegistry meters) {
        this.pool = pool;
        this.meters = meters;
    }

    void show(@Observes StartupEvent start) {
        Gauge.builder("database.connections", pool, of -> of.getMetrics().activeCount())
                .description("Database connections in use by this replica")
                .register(meters);
        Gauge.builder("database.connections.limit", pool, of -> of.getConfiguration()
                        .connectionPoolConfiguration()
                        .maxSize())
                .description("Database connections this replica may use at the same time")
                .register(meters);
    }
}
