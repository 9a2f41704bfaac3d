package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Decision;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.RolloutMachine;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Entry;
import io.kspec.server.rollout.RolloutRepository.Request;
import io.kspec.server.rollout.RolloutRepository.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// The only place where a rollout changes: one event, decided about under the row's lock, and everything that follows
/// from it stored in the caller's transaction. Nothing else is done in it, so a rollout is locked for milliseconds.
@Singleton
final class RolloutStore {
    private final RolloutRepository rollouts;
    private final CommandRepository commands;
    private final EventRepository events;
    private final LeaseRepository leases;
    private final Recorder audit;
    private final RolloutSettings settings;

    @Inject
    RolloutStore(
            RolloutRepository rollouts,
            CommandRepository commands,
            EventRepository events,
            LeaseRepository leases,
            Recorder audit,
            RolloutSettings settings) {
        this.rollouts = rollouts;
        this.commands = commands;
        this.events = events;
        this.leases = leases;
        this.audit = audit;
        this.settings = settings;
    }

    /// What came of an event.
    sealed interface Outcome {
        /// It changed the rollout, and that is stored.
        ///
        /// @param traceParent W3C context of the request that began the rollout
        record Decided(Rollout before, Decision decision, Optional<String> traceParent) implements Outcome {}

        /// It did not fit; nothing was changed.
        record Ignored(Rollout rollout, String why) implements Outcome {}

        /// A newer server wrote the rollout.
        record Newer(int schema) implements Outcome {}

        record Absent() implements Outcome {}
    }

    /// Stores a rollout and its first decision.
    Decision begin(DSLContext transaction, Rollout rollout, Request request, Actor actor) {
        Instant now = rollout.order().requestedAt();
        Event submitted = new Event.Submitted();
        Decision decision = RolloutMachine.decide(rollout, submitted, now);
        rollouts.insert(transaction, decision, request);
        storeConsequences(transaction, rollout, submitted, decision, now, actor);
        return decision;
    }

    /// Takes an event to a rollout.
    Outcome apply(DSLContext transaction, UUID id, Event event, Instant now, Actor actor) {
        return switch (rollouts.lock(transaction, id)) {
            case Stored.Absent() -> new Outcome.Absent();
            case Stored.Newer(int schema) -> new Outcome.Newer(schema);
            case Stored.Known known -> decide(transaction, known, event, now, actor);
        };
    }

    private Outcome decide(DSLContext transaction, Stored.Known known, Event event, Instant now, Actor actor) {
        Rollout before = known.rollout();
        Decision decision = RolloutMachine.decide(before, event, now);
        if (decision.ignored().isPresent()) {
            return new Outcome.Ignored(before, decision.ignored().get());
        }
        rollouts.store(transaction, before, decision);
        storeConsequences(transaction, before, event, decision, now, actor);
        return new Outcome.Decided(before, decision, known.request().traceParent());
    }

    private void storeConsequences(
            DSLContext transaction, Rollout before, Event event, Decision decision, Instant now, Actor actor) {
        UUID id = UUID.fromString(before.id());
        for (Command command : decision.commands()) {
            commands.add(transaction, command, now);
        }
        events.add(transaction, id, Tellings.of(before, decision), now);
        leases.renew(transaction, id, now.plus(settings.lease()));
        if (decision.transitions().stream().anyMatch(RolloutStore::completes)) {
            audit.completed(
                    transaction, before.order().operator(), before.order().version());
        }
        for (Entry entry : AuditEntries.of(before, event, decision, actor)) {
            audit.record(transaction, entry);
        }
    }

    private static boolean completes(Transition transition) {
        return transition.cluster().isEmpty() && transition.to() == State.COMPLETED;
    }
}
