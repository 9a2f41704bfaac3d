package io.kspec.server.mail;

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
import org.jboss.logging.Logger;

/// Sends what is in the outbox, on every replica, from when it starts until it stops. Removes old letters once an
/// hour.
@Singleton
final class Delivering {
    private static final Logger LOG = Logger.getLogger(Delivering.class);
    private final Postman postman;
    private final MailRepository outbox;
    private final Transactions transactions;
    private final MailSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mail").factory());

    @Inject
    Delivering(Postman postman, MailRepository outbox, Transactions transactions, MailSettings settings, Clock clock) {
        this.postman = postman;
        this.outbox = outbox;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        if (settings.host().isEmpty()) {
            LOG.info("Nobody is told by mail: set kspec.mail.host for that.");
            return;
        }
        long poll = settings.poll().toMillis();
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(
                () -> LoopEdge.run("sending letters", this::sendAll), poll, poll, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> _ = timer.scheduleWithFixedDelay(
                () -> LoopEdge.run("removing old letters", this::clean), 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent stopped) {
        timer.shutdown();
    }

    private void sendAll() {
        boolean more = true;
        while (more && !timer.isShutdown()) {
            more = postman.round();
        }
    }

    private void clean() {
        int removed = transactions.call(transaction ->
                outbox.removeEndedBefore(transaction, clock.instant().minus(settings.retention())));
        LOG.debugf("removed %d old letters", removed);
    }
}
