package io.kspec.server.approval;

import io.kspec.server.database.LoopEdge;
import io.kspec.server.database.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Ends requests whose time is over, on every replica; each is ended by one of them. Removes old ones once an hour.
@Singleton
final class Expiring {
    private static final Logger LOG = Logger.getLogger(Expiring.class);
    private final Approvals approvals;
    private final ApprovalRepository requests;
    private final Transactions transactions;
    private final ApprovalSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("approvals").factory());

    @Inject
    Expiring(
            Approvals approvals,
            ApprovalRepository requests,
            Transactions transactions,
            ApprovalSettings settings,
            Clock clock) {
        this.approvals = approvals;
        this.requests = requests;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        long poll = settings.poll().toMillis();
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(
                () -> LoopEdge.run("ending requests for approval", this::expireAll), poll, poll, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(
                () -> LoopEdge.run("removing old requests for approval", this::clean), 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent stopped) {
        timer.shutdownNow();
    }

    /// One that cannot be ended keeps none of the others.
    private void expireAll() {
        AtomicInteger skipped = new AtomicInteger();
        AtomicBoolean more = new AtomicBoolean(true);
        while (more.get()) {
            int before = skipped.getAndIncrement();
            more.set(false);
            LoopEdge.run("ending a request for approval", () -> {
                more.set(transactions.call(transaction -> approvals.expireOne(transaction, before)));
                skipped.set(before);
            });
        }
    }

    private void clean() {
        int removed = transactions.call(transaction ->
                requests.removeEndedBefore(transaction, clock.instant().minus(settings.retention())));
        LOG.debugf("removed %d old requests for approval", removed);
    }
}
