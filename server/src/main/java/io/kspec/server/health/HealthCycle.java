package io.kspec.server.health;

import io.kspec.server.database.LoopEdge;
import io.kspec.server.trace.Spans;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Looks every second which checks are due and makes them, a limited number at a time. All replicas do so at once;
/// what is due is claimed by one of them.
@Singleton
final class HealthCycle {
    private final ClusterChecks clusters;
    private final OperatorChecks operators;
    private final OldChecks oldChecks;
    private final HealthSettings settings;
    private final HealthMetrics metrics;
    private final Semaphore places;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("health-cycle").factory());

    @Inject
    HealthCycle(
            ClusterChecks clusters,
            OperatorChecks operators,
            OldChecks oldChecks,
            HealthSettings settings,
            HealthMetrics metrics) {
        this.clusters = clusters;
        this.operators = operators;
        this.oldChecks = oldChecks;
        this.settings = settings;
        this.metrics = metrics;
        this.places = new Semaphore(settings.parallel());
    }

    void begin(@Observes StartupEvent start) {
        if (settings.cycle()) {
            var _ = clockwork.scheduleWithFixedDelay(
                    () -> LoopEdge.run("claiming health checks", this::turn), 1, 1, TimeUnit.SECONDS);
            var _ = clockwork.scheduleWithFixedDelay(
                    () -> LoopEdge.run("removing old checks", oldChecks::remove), 10, 600, TimeUnit.SECONDS);
            var _ = clockwork.scheduleWithFixedDelay(
                    () -> LoopEdge.run("counting the fleet", metrics::lookAtTheFleet), 1, 10, TimeUnit.SECONDS);
        }
    }

    void end(@Observes ShutdownEvent stop) {
        clockwork.shutdownNow();
    }

    /// Begins the checks that are due and for which there is a place; the answer ends when they have ended.
    List<FutureTask<Void>> turn() {
        List<FutureTask<Void>> begun = new ArrayList<>();
        clusters.claim(places.availablePermits())
                .forEach(due -> begun.add(begin(due, "cluster", () -> clusters.check(due))));
        operators
                .claim(places.availablePermits())
                .forEach(due -> begun.add(begin(due, "operator", () -> operators.check(due))));
        return begun;
    }

    private FutureTask<Void> begin(Due due, String kind, Runnable check) {
        places.acquireUninterruptibly();
        var task = new FutureTask<Void>(
                () -> {
                    try {
                        LoopEdge.run("the check of %s".formatted(due.clusterName()), () -> watched(due, kind, check));
                    } finally {
                        places.release();
                    }
                },
                null);
        Thread.ofVirtual().name("checking " + due.clusterName()).start(task);
        return task;
    }

    private void watched(Due due, String kind, Runnable check) {
        long began = System.nanoTime();
        Spans.run(kind + ".healthcheck", due.about(), check);
        metrics.took(kind, Duration.ofNanos(System.nanoTime() - began));
    }
}
