package io.kspec.server.rollout;

import io.kspec.server.database.LoopEdge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Carries out undeployments on this replica, from when it starts until it stops.
@Singleton
final class UndeployLoop {
    private static final int AT_ONCE = 4;
    private final UndeployWork work;
    private final RolloutSettings settings;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            AT_ONCE + 1, Thread.ofPlatform().daemon().name("undeploy-", 0).factory());

    @Inject
    UndeployLoop(UndeployWork work, RolloutSettings settings) {
        this.work = work;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        if (settings.workers() == 0) {
            return;
        }
        long poll = settings.poll().toMillis();
        long pulse = settings.claim().toMillis() / 3;
        for (int i = 0; i < AT_ONCE; i++) {
            ScheduledFuture<?> _ = threads.scheduleWithFixedDelay(
                    () -> LoopEdge.run("undeploying", this::all), poll, poll, TimeUnit.MILLISECONDS);
        }
        ScheduledFuture<?> _ = threads.scheduleWithFixedDelay(
                () -> LoopEdge.run("renewing claims of undeployments", work::renew),
                pulse,
                pulse,
                TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopped) {
        threads.shutdown();
    }

    /// What failed is due again when its claim has run out.
    private void all() {
        boolean more = true;
        while (more && !threads.isShutdown()) {
            more = work.one();
        }
    }
}
