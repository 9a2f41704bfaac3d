package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Comparison;
import io.kspec.core.drift.Difference;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.drift.DriftConfigCache;
import io.kspec.operator.drift.DriftLog;
import io.kspec.operator.drift.GuardDrift;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the steps of one turn. Used by one thread.
final class GuardTurn {
    /// Consent to put an object back: with any value on an object that was changed, with the UID of a deleted one on
    /// the DriftConfig.
    static final String APPROVAL = DriftConfigCache.APPROVAL;

    private static final Logger LOG = LoggerFactory.getLogger(GuardTurn.class);

    private final ObjectWriter writer;
    private final DriftLog drift;
    private final BiConsumer<List<String>, Outcome> wrote;
    private final Clock clock;
    private final Fights fights = new Fights();
    /// Drift that was written down and stays, by what was seen then.
    private final Map<GuardId, String> reported = new HashMap<>();
    /// What was removed and the watch still shows, by UID: it is removed, and counted, once.
    private final Set<String> removed = new HashSet<>();

    private Rulings rulings = Rulings.NONE;

    /// @param wrote told of each write of a specification's guard
    GuardTurn(ObjectWriter writer, DriftLog drift, BiConsumer<List<String>, Outcome> wrote, Clock clock) {
        this.writer = writer;
        this.drift = drift;
        this.wrote = wrote;
        this.clock = clock;
    }

    /// Does what the steps say and keeps `held` current.
    List<Stand> take(List<GuardStep> steps, Map<GuardId, Held> held, Rulings now) {
        this.rulings = now;
        removed.retainAll(shown(steps));
        var stands = new ArrayList<Stand>();
        for (GuardStep step : steps) {
            stands.add(
                    switch (step) {
                        case GuardStep.InForce inForce -> new Stand.Right(inForce.guard());
                        case GuardStep.Missing missing -> create(missing, held);
                        case GuardStep.Unverified unverified -> verify(unverified, held);
                        case GuardStep.Foreign foreign -> new Stand.Taken(foreign.guard());
                        case GuardStep.Stale stale -> remove(stale);
                    });
        }
        return stands;
    }

    /// Those of the guards that somebody else changes again and again.
    List<Guard> fights(Map<GuardId, Guard> desired) {
        fights.keepOnly(desired.keySet());
        return fights.among(desired.values(), clock.instant());
    }

    private Stand create(GuardStep.Missing missing, Map<GuardId, Held> held) {
        Guard guard = missing.guard();
        Held before = held.get(guard.id());
        if (!missing.wasHeld() || before == null) {
            var wanted = new Change.Create(guard.id().kind(), guard.object(), "a specification asks for it");
            return settled(guard, writer.write(wanted), held);
        }
        return switch (rulings.about(guard, DriftSeverity.HIGH)) {
            case IGNORE -> new Stand.LeftAlone(guard);
            case REPORT -> {
                report(guard, "absent", DriftEvents.deleted(guard, DriftEvents.reported()));
                yield new Stand.Differs(guard);
            }
            case APPROVE ->
                rulings.approved(guard, before.uid()) ? recreate(guard, held) : awaitReturn(guard, before.uid());
            case REPAIR -> recreate(guard, held);
        };
    }

    private Stand recreate(Guard guard, Map<GuardId, Held> held) {
        var wanted = new Change.Create(guard.id().kind(), guard.object(), "it was deleted");
        return putBack(guard, wanted, RemediationAction.CREATE, held, remedy -> DriftEvents.deleted(guard, remedy));
    }

    private Stand awaitReturn(Guard guard, String uid) {
        report(
                guard,
                "awaited " + uid,
                DriftEvents.saying(
                        DriftEvents.deleted(guard, DriftEvents.awaited(RemediationAction.CREATE)),
                        ". It is made again once somebody consents: kubectl annotate --overwrite %s %s=%s"
                                .formatted(rulings.approvedAt(guard), APPROVAL, uid)));
        return new Stand.Waiting(guard);
    }

    private Stand verify(GuardStep.Unverified unverified, Map<GuardId, Held> held) {
        Guard guard = unverified.guard();
        ObjectNode live = unverified.live();
        var wanted = new Change.Replace(
                guard.id().kind(),
                Comparison.keeping(guard.object(), live, rulings.ignored(guard)),
                live.path("metadata").path("resourceVersion").asText(""),
                unverified.intentChanged() ? "the specification changed" : "somebody changed it");
        Outcome preview = writer.preview(wanted);
        if (!(preview instanceof Outcome.Done(var _, ObjectNode previewed))) {
            return settled(guard, preview, held);
        }
        Optional<Difference> difference = Comparison.between(previewed, live);
        if (difference.isEmpty()) {
            held.put(guard.id(), Held.of(guard.object(), live));
            reported.remove(guard.id());
            return new Stand.Right(guard);
        }
        if (unverified.intentChanged()) {
            return settled(guard, writer.write(wanted), held);
        }
        return repair(guard, live, difference.get(), wanted, held);
    }

    private Stand repair(
            Guard guard, ObjectNode live, Difference difference, Change.Replace wanted, Map<GuardId, Held> held) {
        var author = Comparison.author(live, GuardKeeper.MANAGER, difference);
        Function<Remediation, DriftEvent> event =
                remedy -> DriftEvents.modified(guard, live, difference, author, remedy);
        return switch (rulings.about(guard, DriftSeverity.MEDIUM)) {
            case IGNORE -> new Stand.LeftAlone(guard);
            case REPORT -> {
                report(guard, wanted.resourceVersion(), event.apply(DriftEvents.reported()));
                yield new Stand.Differs(guard);
            }
            case APPROVE ->
                live.path("metadata").path("annotations").has(APPROVAL)
                        ? putBack(guard, wanted, RemediationAction.UPDATE, held, event)
                        : awaitRepair(guard, wanted, event.apply(DriftEvents.awaited(RemediationAction.UPDATE)));
            case REPAIR -> putBack(guard, wanted, RemediationAction.UPDATE, held, event);
        };
    }

    private Stand awaitRepair(Guard guard, Change.Replace wanted, DriftEvent event) {
        report(
                guard,
                "awaited " + wanted.resourceVersion(),
                DriftEvents.saying(
                        event,
                        ". It is put back once somebody consents: kubectl annotate %s %s %s=yes"
                                .formatted(
                                        guard.id().kind().plural(), guard.id().name(), APPROVAL)));
        return new Stand.Waiting(guard);
    }

    private Stand putBack(
            Guard guard,
            Change wanted,
            RemediationAction action,
            Map<GuardId, Held> held,
            Function<Remediation, DriftEvent> event) {
        Instant now = clock.instant();
        Optional<Instant> until = fights.blockedUntil(guard.id(), rulings.burst(guard), now);
        if (until.isPresent()) {
            return new Stand.Paused(guard, until.get());
        }
        Outcome outcome = writer.write(wanted);
        Stand stand = settled(guard, outcome, held);
        DriftEvent told = event.apply(DriftEvents.remediation(action, outcome, now));
        switch (outcome) {
            case Outcome.Done _ -> {
                fights.repaired(guard.id(), now);
                record(guard, told);
            }
            case Outcome.Refused refused ->
                report(guard, "refused " + refused.why().sentence(), told);
            case Outcome.Outdated _ -> {}
        }
        return stand;
    }

    private static Set<String> shown(List<GuardStep> steps) {
        return steps.stream()
                .flatMap(step -> step instanceof GuardStep.Stale stale ? Stream.of(uid(stale.live())) : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static String uid(ObjectNode live) {
        return live.path("metadata").path("uid").asText("");
    }

    private Stand remove(GuardStep.Stale stale) {
        if (removed.contains(uid(stale.live()))) {
            return new Stand.Gone();
        }
        Outcome outcome =
                writer.write(new Change.Remove(stale.id().kind(), stale.live(), "no specification asks for it"));
        wrote.accept(ofLabel(stale.live()), outcome);
        if (outcome instanceof Outcome.Done) {
            LOG.info("{}: removed, no specification asks for it", stale.id());
            removed.add(uid(stale.live()));
        } else if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("{} could not be removed: {}", stale.id(), refused.why().sentence());
        }
        return outcome instanceof Outcome.Done ? new Stand.Gone() : new Stand.Open();
    }

    /// The specification that a guard was made for; empty where several share it.
    private static List<String> ofLabel(ObjectNode live) {
        String label = live.path("metadata")
                .path("labels")
                .path("kspec.io/cluster-spec")
                .asText("");
        return label.isEmpty() ? List.of() : List.of(label);
    }

    private Stand settled(Guard guard, Outcome outcome, Map<GuardId, Held> held) {
        wrote.accept(guard.specifications(), outcome);
        return switch (outcome) {
            case Outcome.Done done -> {
                LOG.info("{}: {}", guard.id(), done.change().because());
                held.put(guard.id(), Held.of(guard.object(), done.stored()));
                reported.remove(guard.id());
                yield new Stand.Right(guard);
            }
            case Outcome.Outdated _ -> new Stand.Open();
            case Outcome.Refused refused -> {
                LOG.warn("{}: {}", guard.id(), refused.why().sentence());
                yield new Stand.Blocked(guard, refused.why());
            }
        };
    }

    /// Drift that stays is reported once: what was seen before is no news.
    private void report(Guard guard, String seen, DriftEvent event) {
        if (!seen.equals(reported.put(guard.id(), seen))) {
            record(guard, event);
        }
    }

    private void record(Guard guard, DriftEvent event) {
        LOG.warn("{} ({})", event.message(), event.remediation().status().word());
        drift.add(new GuardDrift(guard.specifications(), event, fights.over(guard.id())));
    }
}
