package io.kspec.server.rollout;

import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.cluster.Clusters;
import io.kspec.server.cluster.DeployedOperators;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.CommandRepository.Worker;
import io.kspec.server.rollout.InstallationRepository.Installation;
import io.kspec.server.rollout.RolloutRepository.Stored;
import io.kspec.server.rollout.TakingOut.Installed;
import io.kspec.server.rollout.TakingOut.Result;
import io.kspec.server.rollout.UndeploymentRepository.Claimed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;

/// Carries undeployments out. One whose worker died is due again when the claim has run out.
@Singleton
final class UndeployWork {
    private static final Duration AGAIN = Duration.ofSeconds(30);

    /// After which a silent cluster is given up: somebody waits to roll out there.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Transactions transactions;
    private final Hands.Stores stores;
    private final Places places;
    private final TakingOut clusters;
    private final Recorder audit;
    private final RolloutSettings settings;
    private final Worker worker;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    /// Where it is noted that an operator does not run in a cluster any more.
    @Singleton
    record Places(Clusters clusters, DeployedOperators deployed) {}

    @Inject
    UndeployWork(
            Transactions transactions,
            Hands.Stores stores,
            Places places,
            TakingOut clusters,
            Recorder audit,
            RolloutSettings settings) {
        this.transactions = transactions;
        this.stores = stores;
        this.places = places;
        this.clusters = clusters;
        this.audit = audit;
        this.settings = settings;
        this.worker = new Worker(UUID.randomUUID().toString(), settings.claim());
    }

    /// Does the one that is due longest.
    ///
    /// @return whether there was one
    boolean one() {
        Optional<Claimed> due = transactions.call(transaction ->
                stores.undeployments().claim(transaction, worker, stores.time().now(transaction)));
        due.ifPresent(claimed -> {
            UUID id = claimed.what().id();
            running.add(id);
            try {
                store(claimed, claimed.attempts() > settings.attempts() ? begunTooOften(claimed) : result(claimed));
            } finally {
                running.remove(id);
            }
        });
        return due.isPresent();
    }

    /// Shows that this process is alive.
    void renew() {
        if (!running.isEmpty()) {
            transactions.run(transaction -> stores.undeployments()
                    .renew(transaction, worker, running, stores.time().now(transaction)));
        }
    }

    private static Result begunTooOften(Claimed claimed) {
        return new Result.Refused(
                "It was begun %d times and never came to an end. Look into the server's log for what ends it."
                        .formatted(claimed.attempts() - 1));
    }

    private Result result(Claimed claimed) {
        Undeployment what = claimed.what();
        Optional<Installation> installation =
                transactions.call(transaction -> stores.installations().at(transaction, what.place()));
        if (installation.isEmpty()) {
            return new Result.Refused("It is not known any more what runs there.");
        }
        Stored stored = transactions.call(transaction ->
                stores.rollouts().read(transaction, installation.get().rollout()));
        return switch (stored) {
            case Stored.Newer _ -> new Result.Silent("A newer server brought what runs there; it has to take it out.");
            case Stored.Absent _ -> throw new IllegalStateException("a rollout is never deleted: " + installation);
            case Stored.Known known ->
                clusters.takeOut(
                        what,
                        new Installed(
                                known.rollout(),
                                installation.get().revision(),
                                installation.get().namespace()),
                        () -> transactions.call(transaction -> holds(transaction, claimed)));
        };
    }

    private boolean holds(DSLContext transaction, Claimed claimed) {
        Undeployment what = claimed.what();
        return stores.undeployments().holdsUntilTheEnd(transaction, claimed)
                && stores.leases().holds(transaction, what.place(), what.id(), what.token());
    }

    private void store(Claimed claimed, Result result) {
        transactions.run(transaction -> {
            if (!holds(transaction, claimed)) {
                return; // another worker has it
            }
            Instant now = stores.time().now(transaction);
            switch (result) {
                case Result.Out out -> out(transaction, claimed.what(), out, now);
                case Result.Refused(String why) -> failed(transaction, claimed.what(), why, now);
                case Result.Silent(String why) -> {
                    if (now.isBefore(claimed.what().requestedAt().plus(PATIENCE))) {
                        stores.undeployments().putBack(transaction, claimed, why, now.plus(AGAIN));
                    } else {
                        failed(transaction, claimed.what(), why, now);
                    }
                }
            }
        });
    }

    private void out(DSLContext transaction, Undeployment what, Result.Out out, Instant now) {
        stores.installations().remove(transaction, what.place());
        places.clusters().named(transaction, what.cluster()).ifPresent(cluster -> places.deployed()
                .removed(transaction, cluster.id(), what.operator()));
        end(transaction, what, Undeployment.State.Done, out.message(), now);
        Entry entry = Entry.success(
                        AuditEvent.OperatorUndeployed,
                        what.requestedBy(),
                        "Operator",
                        what.operator(),
                        "Took %s out of %s. %s".formatted(what.operator(), what.cluster(), out.message()))
                .with("customResources", Integer.toString(out.customResources()))
                .with("customResourcesLost", Integer.toString(out.lost()));
        record(transaction, what, out.lost() == 0 ? entry : entry.as(Entry.Severity.Error));
    }

    private void failed(DSLContext transaction, Undeployment what, String why, Instant now) {
        end(transaction, what, Undeployment.State.Failed, why, now);
        record(
                transaction,
                what,
                Entry.failure(
                        AuditEvent.OperatorUndeployed,
                        what.requestedBy(),
                        "Operator",
                        what.operator(),
                        "%s could not be taken out of %s. %s".formatted(what.operator(), what.cluster(), why)));
    }

    private void end(DSLContext transaction, Undeployment what, Undeployment.State state, String message, Instant now) {
        stores.undeployments().end(transaction, what.id(), state, message, now);
        stores.leases().release(transaction, what.place(), what.id(), what.token());
    }

    private void record(DSLContext transaction, Undeployment what, Entry entry) {
        audit.record(
                transaction,
                entry.with("cluster", what.cluster())
                        .with("undeployment", what.id().toString()));
    }
}
