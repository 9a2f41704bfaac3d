package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.CommandRepository.Claimed;
import io.kspec.server.rollout.Endings.Ended;
import io.kspec.server.rollout.LeaseRepository.Applicant;
import io.kspec.server.rollout.LeaseRepository.Taken;
import io.kspec.server.rollout.RolloutRepository.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Does one claimed command.
@Singleton
final class Hands {
    private static final Logger LOG = Logger.getLogger(Hands.class);
    private static final Duration LATER = Duration.ofMinutes(1);
    private final Transactions transactions;
    private final Endings endings;
    private final ClusterWork clusters;
    private final Stores stores;
    private final Observed observed;
    private final RolloutSettings settings;

    @Inject
    Hands(
            Transactions transactions,
            Endings endings,
            ClusterWork clusters,
            Stores stores,
            Observed observed,
            RolloutSettings settings) {
        this.transactions = transactions;
        this.endings = endings;
        this.clusters = clusters;
        this.stores = stores;
        this.observed = observed;
        this.settings = settings;
    }

    /// What is read and put back around a command.
    @Singleton
    record Stores(
            RolloutRepository rollouts,
            CommandRepository commands,
            LeaseRepository leases,
            InstallationRepository installations,
            UndeploymentRepository undeployments,
            DatabaseTime time) {}

    /// Does it, and stores what came of it.
    ///
    /// @param running tells whether the claim is still this process's
    void work(Claimed claimed, Running running) {
        switch (Lane.of(claimed.command())) {
            case RECORDS ->
                count(transactions.call(transaction ->
                        endings.perform(transaction, claimed, stores.time().now(transaction))));
            case CLUSTERS -> {
                if (claimed.attempts() > settings.attempts()) {
                    answer(
                            claimed,
                            new Answer.Refused(
                                    "%s was begun %d times and never came to an end. Look into the server's log for what ends it."
                                            .formatted(claimed.command().word(), claimed.attempts() - 1)));
                } else {
                    inCluster(claimed, running);
                }
            }
        }
    }

    private void inCluster(Claimed claimed, Running running) {
        Stored stored = transactions.call(
                transaction -> stores.rollouts().read(transaction, claimed.key().rollout()));
        if (!(stored instanceof Stored.Known known)) {
            return;
        }
        if (claimed.command() instanceof Command.RemoveColour remove && !remove.answered()) {
            RolloutSpans.within(known, remove, () -> removeLater(claimed, known, remove, running));
        } else {
            RolloutSpans.within(
                    known, claimed.command(), () -> perform(claimed, known.rollout(), claimed.command(), running));
        }
    }

    private void perform(Claimed claimed, Rollout rollout, Command command, Running running) {
        Fence fence = () -> running.holds(claimed, System.nanoTime()) && leased(rollout, command);
        Answer answer = fence.holds() ? clusters.perform(rollout, command, fence) : NOT_BEGUN;
        LOG.infof("%s: %s", command.word(), answer.getClass().getSimpleName());
        answer(claimed, answer);
    }

    /// Never counts: what ends a command looks at the lease itself, and finds it lost.
    private static final Answer NOT_BEGUN = new Answer.Unavailable("The cluster is held by another deployment.");

    private boolean leased(Rollout rollout, Command command) {
        return switch (command.leaseNeed()) {
            case NONE -> true;
            case CLUSTER -> {
                Command.OnCluster on = (Command.OnCluster) command;
                UUID id = UUID.fromString(rollout.id());
                yield transactions.call(transaction ->
                        stores.leases().holds(transaction, RecordWork.place(rollout, on), id, on.fence()));
            }
        };
    }

    private void answer(Claimed claimed, Answer answer) {
        count(transactions.call(transaction ->
                endings.answer(transaction, claimed, answer, stores.time().now(transaction))));
    }

    private void count(Ended ended) {
        switch (ended) {
            case Ended.Counted(Optional<RolloutStore.Outcome> outcome) -> outcome.ifPresent(observed::tell);
            case Ended.Late() -> LOG.debug("a result came late: another worker has the command");
            case Ended.Fenced() -> LOG.info("a result was thrown away: the cluster is held by another deployment");
        }
    }

    /// The colour that lost its traffic goes a day later, when its rollout holds nothing any more: under a lease of
    /// its own, unless the colour has traffic again.
    private void removeLater(Claimed claimed, Stored.Known known, Command.RemoveColour remove, Running running) {
        switch (borrow(known, remove, claimed.key().number())) {
            case Borrowed.Unneeded() -> answer(claimed, new Answer.Done());
            case Borrowed.Busy() ->
                transactions.run(transaction -> stores.commands()
                        .putBack(
                                transaction,
                                claimed,
                                stores.time().now(transaction).plus(LATER)));
            case Borrowed.Held(long token) -> {
                Command.RemoveColour now = new Command.RemoveColour(
                        remove.id(), remove.cluster(), token, remove.namespace(), remove.notBefore());
                Fence fence = () -> running.holds(claimed, System.nanoTime()) && leased(known.rollout(), now);
                Answer answer = clusters.perform(known.rollout(), now, fence);
                transactions.run(transaction -> stores.leases()
                        .release(
                                transaction,
                                RecordWork.place(known.rollout(), now),
                                claimed.key().rollout(),
                                token));
                if (answer instanceof Answer.Unavailable) {
                    transactions.run(transaction -> stores.commands()
                            .putBack(
                                    transaction,
                                    claimed,
                                    stores.time().now(transaction).plus(LATER)));
                } else {
                    answer(claimed, answer);
                }
            }
        }
    }

    private sealed interface Borrowed {
        record Held(long token) implements Borrowed {}

        record Busy() implements Borrowed {}

        record Unneeded() implements Borrowed {}
    }

    private Borrowed borrow(Stored.Known known, Command.RemoveColour remove, long command) {
        LeaseRepository.Place place = RecordWork.place(known.rollout(), remove);
        UUID id = UUID.fromString(known.rollout().id());
        return transactions.call(transaction -> {
            Instant now = stores.time().now(transaction);
            Taken taken = stores.leases()
                    .borrow(
                            transaction,
                            place,
                            new Applicant(id, known.number()),
                            command,
                            new LeaseRepository.Term(now, settings.lease()));
            if (!(taken instanceof Taken.Held held)) {
                return new Borrowed.Busy();
            }
            boolean live = stores.installations()
                    .at(transaction, place)
                    .flatMap(InstallationRepository.Installation::namespace)
                    .equals(Optional.of(remove.namespace()));
            if (live) {
                stores.leases().release(transaction, place, id, held.token());
                return new Borrowed.Unneeded();
            }
            return new Borrowed.Held(held.token());
        });
    }
}
