package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Rollout.Consent;
import io.kspec.lifecycle.rollout.Rollout.Ending;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A rollout in Planning: judged, approved, then a slot, then every lease, then it starts.
final class BeforeStart {
    /// How long what planning found may be relied on.
    static final Duration FRESH = Duration.ofMinutes(10);

    static final int JUDGE_ATTEMPTS = 5;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

    private BeforeStart() {}

    static void advance(Draft draft) {
        if (draft.anyRunning()) {
            return;
        }
        if (draft.ending()) {
            end(draft, draft.flags.ending().orElseThrow());
        } else if (draft.due() && !draft.paused()) {
            next(draft);
        }
    }

    private static void next(Draft draft) {
        boolean judged = draft.planning.judgedAt().isPresent();
        if (judged && !draft.planning.outstanding().isEmpty()) {
            draft.release();
        } else if (!judged || stale(draft)) {
            draft.ask(Command.Judge::new);
        } else if (!draft.planning.slot()) {
            draft.ask(Command.ClaimSlot::new);
        } else if (draft.leased(draft.rows(row -> !row.settled()))) {
            draft.move(State.DEPLOYING, Trigger.PLAN_SETTLED, "everything that must be settled is", Draft.KSPEC);
        }
    }

    private static boolean stale(Draft draft) {
        return draft.planning
                .judgedAt()
                .filter(at -> at.plus(FRESH).isBefore(draft.now))
                .isPresent();
    }

    private static void end(Draft draft, Ending ending) {
        if (ending.trigger() == Trigger.PLAN_REFUSED) {
            // A rollout that is planned again after a failure has changed clusters already.
            boolean untouched = draft.rows(row -> row.release().changed()).isEmpty();
            draft.failure = Optional.of(new Rollout.Failed(
                    untouched ? FailureMeaning.PLANNING_REFUSED : FailureMeaning.ROLLBACK_OFF, ending.cause()));
            draft.close(State.FAILED, ending.trigger(), ending.cause(), ending.by());
        } else {
            draft.close(State.CANCELLED, ending.trigger(), ending.cause(), ending.by());
        }
    }

    /// The plan may run: what was reviewed under another digest must be reviewed again.
    static void judged(Draft draft, Answer.Judged found) {
        draft.attempts = 0;
        Set<ApprovalKind> kinds = EnumSet.noneOf(ApprovalKind.class);
        kinds.addAll(found.approvals());
        draft.planning.approvals().forEach(consent -> kinds.add(consent.approval()));
        List<Consent> consents = new ArrayList<>();
        for (ApprovalKind kind : kinds) {
            Consent asked = new Consent(kind, found.digest(), false);
            Optional<Consent> same = draft.planning.approvals().stream()
                    .filter(consent ->
                            consent.approval() == kind && consent.digest().equals(found.digest()))
                    .findFirst();
            if (same.isEmpty() && !draft.ending()) {
                draft.tell(id -> new Command.RequestApproval(id, kind, found.digest()));
            }
            consents.add(same.orElse(asked));
        }
        draft.planning = new Rollout.Planning(
                consents,
                found.digest(),
                Optional.of(draft.now),
                draft.planning.slot(),
                found.warnings(),
                found.breaking());
        found.clusters().forEach(facts -> draft.row(facts.cluster())
                .ifPresent(row -> draft.put(
                        row.with(row.release().planned(facts.target(), facts.previous(), homes(draft, facts))))));
        if (draft.rows(row -> row.release().target().isEmpty()).isEmpty()) {
            return;
        }
        draft.end(
                Trigger.PLAN_REFUSED,
                "Planning found nothing to install for some clusters. Report this to the maintainers of kspec.",
                Draft.KSPEC);
    }

    /// A first installation has nothing beside it, and needs no colours.
    private static Optional<Colours> homes(Draft draft, Answer.ClusterFacts facts) {
        return draft.order.strategy() instanceof Strategy.BlueGreen blueGreen
                        && facts.previous().isPresent()
                ? Optional.of(Colours.from(facts.activeNamespace().orElse(blueGreen.blueNamespace()), blueGreen))
                : Optional.empty();
    }

    static void refused(Draft draft, String reason) {
        draft.end(Trigger.PLAN_REFUSED, reason, Draft.KSPEC);
    }

    static void busy(Draft draft, Answer.Busy busy) {
        draft.notBefore = Optional.of(busy.retryAt().orElse(draft.now.plus(ASK_AGAIN)));
    }

    /// A person, or time, decided about a consent.
    static Optional<String> decided(Draft draft, Event.ApprovalDecided event) {
        Consent asked = new Consent(event.approval(), event.digest(), false);
        if (draft.state() != State.PLANNING || draft.ending()) {
            return Optional.of("no consent is waited for any more");
        }
        if (!draft.planning.approvals().contains(asked)) {
            return Optional.of("%s is not asked for with this digest, or is already given"
                    .formatted(event.approval().word()));
        }
        String said = event.reason().isEmpty() ? "" : ": " + event.reason();
        switch (event.outcome()) {
            case APPROVED ->
                draft.planning = draft.planning.with(draft.planning.approvals().stream()
                        .map(consent ->
                                consent.equals(asked) ? new Consent(event.approval(), event.digest(), true) : consent)
                        .toList());
            case REJECTED ->
                draft.end(
                        Trigger.APPROVAL_REJECTED,
                        "%s was rejected by %s%s".formatted(event.approval().word(), event.by(), said),
                        event.by());
            case EXPIRED ->
                draft.end(
                        Trigger.APPROVAL_EXPIRED,
                        "nobody decided about %s in time"
                                .formatted(event.approval().word()),
                        event.by());
        }
        return Optional.empty();
    }
}
