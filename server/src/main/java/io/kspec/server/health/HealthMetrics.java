package io.kspec.server.health;

import io.kspec.server.database.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// How long checks take, and figures of the whole fleet, which only one replica tells.
@Singleton
final class HealthMetrics {
    private final FleetRepository fleet;
    private final Transactions transactions;
    private final MeterRegistry meters;
    private final UUID replica = UUID.randomUUID();
    private final MultiGauge operators;
    private final MultiGauge clusters;
    private final MultiGauge healthy;
    private final MultiGauge unhealthy;
    private final MultiGauge active;
    private final MultiGauge waiting;

    @Inject
    HealthMetrics(FleetRepository fleet, Transactions transactions, MeterRegistry meters) {
        this.fleet = fleet;
        this.transactions = transactions;
        this.meters = meters;
        this.operators = gauge("operators.count", "Registered operators");
        this.clusters = gauge("clusters.count", "Registered clusters");
        this.healthy = gauge("operators.healthy", "Operators on clusters that are Healthy");
        this.unhealthy = gauge("operators.unhealthy", "Operators on clusters that are Degraded or Unhealthy");
        this.active = gauge("deployments.active", "Deployments that are not over");
        this.waiting = gauge("deployments.waiting", "Deployments that wait, by what they wait for");
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name)
                .description(description + "; told by one replica")
                .register(meters);
    }

    /// @param check what was checked: `cluster`, `operator` as a whole, or one part of it, such as `pods`
    void took(String check, Duration time) {
        Timer.builder("operator.healthcheck.duration")
                .description("Time of one check, or of a part of it")
                .tag("check", check)
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3))
                .register(meters)
                .record(time);
    }

    /// Tells the figures if it is up to this replica, else nothing, so that a sum over replicas is right.
    void lookAtTheFleet() {
        Optional<FleetRepository.Figures> told = transactions.call(transaction ->
                fleet.toldBy(transaction, replica) ? Optional.of(fleet.figures(transaction)) : Optional.empty());
        clusters.register(rows(told.map(FleetRepository.Figures::clusters), "environment"), true);
        waiting.register(rows(told.map(FleetRepository.Figures::waiting), "reason"), true);
        operators.register(row(told.map(FleetRepository.Figures::operators)), true);
        active.register(row(told.map(FleetRepository.Figures::active)), true);
        healthy.register(row(told.map(figures -> figures.running().healthy())), true);
        unhealthy.register(row(told.map(figures -> figures.running().unhealthy())), true);
    }

    private static List<MultiGauge.Row<?>> rows(Optional<Map<String, Integer>> figures, String label) {
        return figures.stream()
                .flatMap(told -> told.entrySet().stream())
                .<MultiGauge.Row<?>>map(figure -> MultiGauge.Row.of(Tags.of(label, figure.getKey()), figure.getValue()))
                .toList();
    }

    private static List<MultiGauge.Row<?>> row(Optional<Integer> figure) {
        return figure.stream()
                .<MultiGauge.Row<?>>map(told -> MultiGauge.Row.of(Tags.empty(), told))
                .toList();
    }
}
