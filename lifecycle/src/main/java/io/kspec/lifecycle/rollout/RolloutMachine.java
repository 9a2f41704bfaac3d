package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Rollout.Clockwork;
import io.kspec.lifecycle.rollout.Rollout.Consent;
import io.kspec.lifecycle.rollout.Rollout.Flags;
import io.kspec.lifecycle.rollout.Rollout.Planning;
import io.kspec.lifecycle.strategy.Strategies;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.lifecycle.strategy.Wave;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Decides what a rollout does next. Pure: no clock, no client, no chance. The same table stands as data in
/// [Transition#ROLLOUTS], and each of its rows has a story among the tests.
///
/// | from | to | by | when |
/// | --- | --- | --- | --- |
/// | – | Planning | SUBMITTED | the request was accepted |
/// | Planning | Deploying | PLAN_SETTLED | judged within ten minutes, every consent given, slot and all leases held
/// |
/// | Planning | Failed | PLAN_REFUSED | a check refused it; nothing was changed |
/// | Planning | Cancelled | CANCELLED, APPROVAL_REJECTED, APPROVAL_EXPIRED | it never runs |
/// | Deploying | Validating | INSTALLED | all clusters of the wave are installed |
/// | Deploying, Validating | RollingBack | OPERATION_FAILED, HEALTH_FAILED | rollback is on |
/// | Deploying, Validating | Failed | OPERATION_FAILED, HEALTH_FAILED | rollback is off, and what ran has finished
/// |
/// | Deploying, Validating | RollingBack | ROLLBACK_REQUESTED | a person; what runs is waited for |
/// | Deploying, Validating | Cancelled | CANCELLED | a person, and what ran has finished |
/// | Validating | Deploying | GATE_PASSED | waves are left, and the pause between them is over |
/// | Validating | Deploying | RETRIED | a person tries a failed cluster again while others are validated |
/// | Validating | Completed | FINISHED | no waves are left; the watch window opens |
/// | Completed | RollingBack | HEALTH_FAILED | in the watch window, for clusters that no later rollout owns |
/// | Completed, Failed, Cancelled | RollingBack | ROLLBACK_REQUESTED | at least one cluster is changed |
/// | Failed | RollingBack | RETRIED | a cluster could not be brought back and is tried again |
/// | Failed | Planning | RETRIED | rollback was off: judged and consented again, then on from the failed cluster |
/// | RollingBack | RolledBack | RESTORED | every changed cluster is as before |
/// | RollingBack | Failed | RESTORE_FAILED | one is not; the others stay restored |
///
/// A failure counts after a command is refused, a gate fails, checks fail three times running, a container
/// crash-loops or custom resources are lost. Silence never counts: it is waited for. Pause is a flag.
public final class RolloutMachine {
    private RolloutMachine() {}

    /// A rollout that nothing has happened to yet: store it and decide about [Event.Submitted].
    ///
    /// @param id UUID as text
    /// @param targets of a strategy without problems
    /// @param approvals kinds of consent that are known to be needed from the start; planning may add more
    public static Rollout begin(String id, Rollout.Order order, List<Target> targets, List<ApprovalKind> approvals) {
        Map<String, Target> byName =
                targets.stream().collect(Collectors.toMap(Target::cluster, Function.identity(), (first, _) -> first));
        List<ClusterRow> rows = new ArrayList<>();
        for (Wave wave :
                Strategies.waves(order.strategy(), List.copyOf(byName.values())).waves()) {
            wave.clusters().stream()
                    .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
                    .map(target -> row(target, wave.number()))
                    .forEach(rows::add);
        }
        List<Consent> consents = approvals.stream()
                .distinct()
                .map(kind -> new Consent(kind, "", false))
                .toList();
        return new Rollout(
                Rollout.SCHEMA,
                id,
                order,
                State.PLANNING,
                Flags.NONE,
                new Planning(consents, "", Optional.empty(), false, List.of(), List.of()),
                rows,
                Optional.empty(),
                Optional.empty(),
                Clockwork.begin(order.requestedAt()));
    }

    private static ClusterRow row(Target target, int wave) {
        return new ClusterRow(
                target.cluster(),
                target.environment(),
                wave,
                State.PLANNING,
                Step.WAIT,
                ClusterRow.Release.UNKNOWN,
                ClusterRow.Work.IDLE,
                ClusterRow.Checks.NONE,
                ClusterRow.Resources.UNKNOWN,
                Optional.empty(),
                ClusterRow.Times.NONE);
    }

    /// What follows from an event. Never throws for any rollout this class made and any event.
    ///
    /// @param now may lie before the `now` of an earlier call; waits then only last longer
    public static Decision decide(Rollout rollout, Event event, Instant now) {
        Draft draft = new Draft(rollout, now);
        Optional<String> ignored = apply(rollout, draft, event);
        if (ignored.isPresent()) {
            return new Decision(rollout, List.of(), List.of(), ignored);
        }
        State before;
        do {
            before = draft.state();
            advance(draft);
        } while (before != draft.state());
        Waits.settle(draft);
        return draft.decision();
    }

    private static Optional<String> apply(Rollout rollout, Draft draft, Event event) {
        boolean submitted = rollout.clockwork().submitted();
        if (rollout.schema() > Rollout.SCHEMA) {
            return Optional.of("a newer program wrote it (schema %d, this one knows %d); let that one go on"
                    .formatted(rollout.schema(), Rollout.SCHEMA));
        }
        if (!submitted && !(event instanceof Event.Submitted)) {
            return Optional.of("it was not submitted yet");
        }
        return switch (event) {
            case Event.Submitted _ -> submitted ? Optional.of("it was submitted before") : submit(draft);
            case Event.Answered answered -> Replies.answered(draft, answered);
            case Event.TimePassed _ -> woken(draft);
            case Event.ApprovalDecided decided -> BeforeStart.decided(draft, decided);
            case Event.HealthObserved observed -> Observations.health(draft, observed);
            case Event.Superseded superseded -> Observations.superseded(draft, superseded);
            case Event.LeaseLost lost -> Observations.leaseLost(draft, lost);
            case Event.PauseRequested pause -> Requests.pause(draft, pause);
            case Event.ResumeRequested _ -> Requests.resume(draft);
            case Event.CancelRequested cancel -> Requests.cancel(draft, cancel);
            case Event.SwitchRequested traffic -> Requests.moveTraffic(draft, traffic);
            case Event.RollbackRequested back -> Requests.rollBack(draft, back);
            case Event.RetryRequested retry -> Requests.retry(draft, retry);
        };
    }

    private static Optional<String> submit(Draft draft) {
        draft.submitted = true;
        draft.begin(draft.order.requestedBy());
        return Optional.empty();
    }

    /// The alarm rang, or something like it: when it rang too early another one is set.
    private static Optional<String> woken(Draft draft) {
        draft.wakeAt = Optional.empty();
        return Optional.empty();
    }

    private static void advance(Draft draft) {
        switch (draft.state()) {
            case PLANNING -> BeforeStart.advance(draft);
            case DEPLOYING, VALIDATING -> Forward.advance(draft);
            case ROLLING_BACK -> Back.advance(draft);
            case COMPLETED, FAILED, ROLLED_BACK, CANCELLED, SKIPPED -> {}
        }
    }
}
