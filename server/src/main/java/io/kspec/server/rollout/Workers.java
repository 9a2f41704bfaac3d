package io.kspec.server.rollout;

import io.kspec.server.database.LoopEdge;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.CommandRepository.Held;
import io.kspec.server.rollout.CommandRepository.Worker;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// The workers of this replica: they take commands from when it starts until it stops. A replica that dies leaves its
/// claims to the others; one that stops finishes what it is doing as far as its time allows.
@Singleton
final class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);

    /// Records are short, and wait for nothing but the database.
    private static final int RECORDS = 2;

    /// How many events are taken from the inbox before timers get their turn.
    private static final int LEFT = 100;

    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private final Transactions transactions;
    private final Hands.Stores stores;
    private final Rollouts rollouts;
    private final RolloutSettings settings;
    private final Worker worker;
    private final Running running;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final List<LaneLoop> lanes;

    @Inject
    Workers(Transactions transactions, Hands.Stores stores, Hands hands, Rollouts rollouts, RolloutSettings settings) {
        this.transactions = transactions;
        this.stores = stores;
        this.rollouts = rollouts;
        this.settings = settings;
        this.worker = new Worker(UUID.randomUUID().toString(), settings.claim());
        this.running = new Running(settings.claim());
        LaneLoop.Tools tools = new LaneLoop.Tools(
                transactions,
                stores.commands(),
                stores.time(),
                hands,
                worker,
                running,
                threads,
                settings.poll().toMillis(),
                this::wake);
        this.lanes = settings.workers() == 0
                ? List.of()
                : List.of(
                        new LaneLoop(Lane.RECORDS, RECORDS, tools),
                        new LaneLoop(Lane.CLUSTERS, settings.workers(), tools));
    }

    void starting(@Observes StartupEvent event) {
        start();
    }

    void stopping(@Observes ShutdownEvent event) {
        stop();
    }

    void start() {
        if (lanes.isEmpty()) {
            return;
        }
        lanes.forEach(lane -> threads.execute(() -> lane.run()));
        long pulse = settings.claim().toMillis() / 3;
        long poll = settings.poll().toMillis();
        ScheduledFuture<?> _ = clock.scheduleWithFixedDelay(
                () -> LoopEdge.run("renewing claims", this::renew), pulse, pulse, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> _ = clock.scheduleWithFixedDelay(
                () -> LoopEdge.run("taking events to rollouts", this::takeLeft), poll, poll, TimeUnit.MILLISECONDS);
    }

    /// There is work that was just stored by this process.
    void wake() {
        lanes.forEach(LaneLoop::wake);
    }

    private void renew() {
        if (running.isEmpty()) {
            return;
        }
        long asked = System.nanoTime();
        Set<Held> held = transactions.call(transaction ->
                stores.commands().renew(transaction, worker, stores.time().now(transaction)));
        running.confirm(held, asked);
    }

    private void takeLeft() {
        if (rollouts.takeLeft(LEFT) > 0) {
            wake();
        }
    }

    /// Takes nothing more, and gives what is running some seconds to end; what does not is done again elsewhere.
    void stop() {
        lanes.forEach(LaneLoop::stop);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                LOG.info("commands are still running; another replica takes them over");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        clock.shutdownNow();
    }
}
