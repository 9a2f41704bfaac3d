package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.DatabaseFaults;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.InboxRepository.Left;
import io.kspec.server.rollout.RolloutStore.Outcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;

/// How events reach rollouts.
@Singleton
public final class Rollouts {
    private static final Logger LOG = Logger.getLogger(Rollouts.class);
    private static final Actor WORKER = Actor.SERVER;
    private static final Duration LATER = Duration.ofMinutes(1);
    private final Transactions transactions;
    private final RolloutStore store;
    private final InboxRepository inbox;
    private final Observed observed;
    private final DatabaseTime time;

    @Inject
    Rollouts(
            Transactions transactions,
            RolloutStore store,
            InboxRepository inbox,
            Observed observed,
            DatabaseTime time) {
        this.transactions = transactions;
        this.store = store;
        this.inbox = inbox;
        this.observed = observed;
        this.time = time;
    }

    /// Leaves an event for a rollout, in the transaction of whatever it tells of; a worker takes it there.
    public void leave(DSLContext transaction, UUID rollout, Event event) {
        inbox.leave(transaction, rollout, event, time.now(transaction));
    }

    /// Takes an event to a rollout now.
    Outcome take(UUID rollout, Event event, Actor actor) {
        Outcome outcome = transactions.call(
                transaction -> store.apply(transaction, rollout, event, time.now(transaction), actor));
        observed.tell(outcome);
        return outcome;
    }

    /// Takes the oldest events that were left, one transaction each, so that no two rollouts are ever locked
    /// together.
    ///
    /// @return how many there were
    int takeLeft(int most) {
        int taken = 0;
        while (taken < most && takeOne()) {
            taken++;
        }
        return taken;
    }

    private boolean takeOne() {
        Optional<Left> next = transactions.call(transaction -> inbox.next(transaction, time.now(transaction)));
        next.ifPresent(this::takeOne);
        return next.isPresent();
    }

    private void takeOne(Left left) {
        try {
            Optional<Outcome> taken = transactions.call(transaction -> inbox.lock(transaction, left)
                    ? Optional.of(take(transaction, left, time.now(transaction)))
                    : Optional.empty());
            taken.ifPresent(observed::tell);
        } catch (RuntimeException bug) {
            if (DatabaseFaults.areAbsence(bug)) {
                throw bug;
            }
            // One event that cannot be taken must not stand in the way of all others.
            LOG.errorf(bug, "event %d of %s cannot be decided about; later again", left.entry(), left.rollout());
            transactions.run(transaction ->
                    inbox.later(transaction, left.entry(), time.now(transaction).plus(LATER)));
        }
    }

    private Outcome take(DSLContext transaction, Left left, Instant now) {
        Outcome outcome = store.apply(transaction, left.rollout(), left.event(), now, WORKER);
        switch (outcome) {
            case Outcome.Decided _, Outcome.Ignored _, Outcome.Absent _ -> inbox.remove(transaction, left.entry());
            case Outcome.Newer _ -> inbox.later(transaction, left.entry(), now.plus(LATER));
        }
        return outcome;
    }
}
