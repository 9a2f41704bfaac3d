package io.kspec.server;

import io.kspec.server.audit.Audit;
import io.kspec.server.database.LoopEdge;
import io.kspec.server.database.Transactions;
import io.kspec.server.web.Limits;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Removes once an hour what is past its time. Every replica does it: what another removed is not there any more.
@Singleton
final class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int BUCKETS = 100_000;
    private final Transactions transactions;
    private final Audit audit;
    private final Limits limits;
    private final Kept kept;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("housekeeping").factory());

    /// How long things are kept.
    @ConfigMapping(prefix = "kspec.audit")
    interface Kept {
        /// Audit entries.
        @WithDefault("P400D")
        Duration retention();
    }

    @Inject
    Housekeeping(Transactions transactions, Audit audit, Limits limits, Kept kept) {
        this.transactions = transactions;
        this.audit = audit;
        this.limits = limits;
        this.kept = kept;
    }

    void start(@Observes StartupEvent started) {
        var _ = clock.scheduleWithFixedDelay(() -> LoopEdge.run("cleaning", this::clean), 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent stopped) {
        clock.shutdownNow();
    }

    private void clean() {
        int entries = transactions.call(transaction -> audit.trim(transaction, kept.retention()));
        int buckets = limits.forgetFull(BUCKETS);
        LOG.debugf("removed %d audit entries and %d full buckets", entries, buckets);
    }
}
