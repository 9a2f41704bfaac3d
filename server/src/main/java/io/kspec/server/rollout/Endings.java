package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.server.audit.Actor;
import io.kspec.server.rollout.CommandRepository.Claimed;
import io.kspec.server.rollout.InstallationRepository.Installation;
import io.kspec.server.rollout.LeaseRepository.Place;
import io.kspec.server.rollout.RolloutRepository.Stored;
import io.kspec.server.rollout.RolloutStore.Outcome;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Ends commands: a result counts once, only from the newest claim, and only while the cluster is the rollout's.
@Singleton
final class Endings {
    private static final Actor WORKER = Actor.SERVER;
    private final RolloutRepository rollouts;
    private final CommandRepository commands;
    private final RecordWork recordWork;
    private final RecordWork.Records records;
    private final RolloutStore store;

    @Inject
    Endings(
            RolloutRepository rollouts,
            CommandRepository commands,
            RecordWork recordWork,
            RecordWork.Records records,
            RolloutStore store) {
        this.rollouts = rollouts;
        this.commands = commands;
        this.recordWork = recordWork;
        this.records = records;
        this.store = store;
    }

    /// What came of an ending.
    sealed interface Ended {
        /// It counts.
        record Counted(Optional<Outcome> outcome) implements Ended {}

        /// Another worker has the command, or has done it.
        record Late() implements Ended {}

        /// The lease is another's: the rollout knows, and asks for it again.
        record Fenced() implements Ended {}
    }

    /// Does a command of [Lane#RECORDS] and ends it.
    Ended perform(DSLContext transaction, Claimed claimed, Instant now) {
        Command command = claimed.command();
        return switch (lock(transaction, claimed)) {
            case Locked.Gone() -> new Ended.Late();
            case Locked.Here(Stored.Known known) -> {
                if (command instanceof Command.RestoreRecord restore
                        && !fenced(transaction, known.rollout(), restore)) {
                    yield lost(transaction, claimed, restore, now);
                }
                // Ended first: what follows may drop or add commands of the same kind.
                commands.end(transaction, claimed.key(), "Done", "", now);
                yield new Ended.Counted(recordWork
                        .perform(transaction, known, command, now)
                        .map(event -> store.apply(transaction, claimed.key().rollout(), event, now, WORKER)));
            }
        };
    }

    /// Ends a command of [Lane#CLUSTERS] with its answer.
    Ended answer(DSLContext transaction, Claimed claimed, Answer answer, Instant now) {
        return switch (lock(transaction, claimed)) {
            case Locked.Gone() -> new Ended.Late();
            case Locked.Here(Stored.Known known) -> {
                if (claimed.command() instanceof Command.OnCluster on
                        && on.answered()
                        && !fenced(transaction, known.rollout(), on)) {
                    yield lost(transaction, claimed, on, now);
                }
                note(transaction, known.rollout(), claimed.command(), answer, now);
                commands.end(
                        transaction, claimed.key(), "Done", answer.getClass().getSimpleName(), now);
                if (!claimed.command().answered()) {
                    yield new Ended.Counted(Optional.empty());
                }
                Event event = new Event.Answered(claimed.command().id(), answer);
                yield new Ended.Counted(
                        Optional.of(store.apply(transaction, claimed.key().rollout(), event, now, WORKER)));
            }
        };
    }

    private sealed interface Locked {
        record Here(Stored.Known known) implements Locked {}

        record Gone() implements Locked {}
    }

    private Locked lock(DSLContext transaction, Claimed claimed) {
        return switch (rollouts.lock(transaction, claimed.key().rollout())) {
            case Stored.Known known ->
                commands.holdsUntilTheEnd(transaction, claimed) ? new Locked.Here(known) : new Locked.Gone();
            case Stored.Newer _, Stored.Absent _ -> new Locked.Gone();
        };
    }

    private boolean fenced(DSLContext transaction, Rollout rollout, Command.OnCluster command) {
        UUID id = UUID.fromString(rollout.id());
        return records.leases().holdsUntilTheEnd(transaction, RecordWork.place(rollout, command), id, command.fence());
    }

    private Ended lost(DSLContext transaction, Claimed claimed, Command.OnCluster command, Instant now) {
        commands.end(transaction, claimed.key(), "Dropped", "the lease is another's", now);
        UUID rollout = claimed.key().rollout();
        store.apply(transaction, rollout, new Event.LeaseLost(command.cluster(), command.fence()), now, WORKER);
        Answer again = new Answer.Unavailable("the lease of %s was taken away".formatted(command.cluster()));
        store.apply(transaction, rollout, new Event.Answered(command.id(), again), now, WORKER);
        return new Ended.Fenced();
    }

    /// Keeps what is installed where in step with what was done.
    private void note(DSLContext transaction, Rollout rollout, Command command, Answer answer, Instant now) {
        String operator = rollout.order().operator();
        UUID id = UUID.fromString(rollout.id());
        switch (InstallationNotes.of(rollout, command, answer)) {
            case InstallationNotes.Runs(String cluster, Revision revision, Optional<String> namespace) -> {
                Place place = new Place(operator, cluster);
                Optional<String> home = namespace.or(
                        () -> records.installations().at(transaction, place).flatMap(Installation::namespace));
                records.installations().put(transaction, new Installation(place, revision, home, id, now));
            }
            case InstallationNotes.RunsNothing(String cluster) ->
                records.installations().remove(transaction, new Place(operator, cluster));
            case InstallationNotes.AsBefore() -> {
                // Nothing to note.
            }
        }
    }
}
