package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.rollout.Rollout.Flags;
import io.kspec.lifecycle.rollout.Rollout.Rollback;
import io.kspec.lifecycle.strategy.Strategy;
import java.util.List;
import java.util.Optional;

/// What people ask for. Each answers why it changes nothing, when it does not.
final class Requests {
    private Requests() {}

    private static boolean underWay(Draft draft) {
        return !draft.state().terminal() && draft.state() != State.ROLLING_BACK && !draft.ending();
    }

    static Optional<String> pause(Draft draft, Event.PauseRequested event) {
        if (!underWay(draft)) {
            return Optional.of("nothing is left to pause in state %s"
                    .formatted(draft.state().word()));
        }
        if (draft.paused()) {
            return Optional.of("it is already paused");
        }
        draft.flags = new Flags(Optional.of(event.by()), draft.flags.switchRequestedBy(), draft.flags.ending());
        return Optional.empty();
    }

    static Optional<String> resume(Draft draft) {
        if (!draft.paused()) {
            return Optional.of("it is not paused");
        }
        draft.flags = new Flags(Optional.empty(), draft.flags.switchRequestedBy(), draft.flags.ending());
        return Optional.empty();
    }

    static Optional<String> cancel(Draft draft, Event.CancelRequested event) {
        if (!underWay(draft)) {
            return Optional.of("nothing is left to cancel in state %s"
                    .formatted(draft.state().word()));
        }
        draft.end(Trigger.CANCELLED, "cancelled by %s".formatted(event.by()), event.by());
        return Optional.empty();
    }

    static Optional<String> moveTraffic(Draft draft, Event.SwitchRequested event) {
        List<ClusterRow> open = draft.rows(row -> !row.settled());
        boolean waits = draft.order.strategy() instanceof Strategy.BlueGreen
                && draft.state() == State.VALIDATING
                && !draft.ending()
                && draft.flags.switchRequestedBy().isEmpty()
                && !open.isEmpty()
                && open.stream().allMatch(row -> row.step() == Step.GATE);
        if (!waits) {
            return Optional.of("it does not wait for traffic to be moved");
        }
        draft.flags = new Flags(draft.flags.pausedBy(), Optional.of(event.by()), Optional.empty());
        return Optional.empty();
    }

    static Optional<String> rollBack(Draft draft, Event.RollbackRequested event) {
        Optional<String> refusal =
                switch (draft.state()) {
                    case PLANNING -> Optional.of("nothing is changed yet; cancel it instead");
                    case ROLLING_BACK, ROLLED_BACK, SKIPPED ->
                        Optional.of("it is already %s".formatted(draft.state().word()));
                    case DEPLOYING, VALIDATING, COMPLETED, FAILED, CANCELLED -> Optional.empty();
                };
        if (refusal.isPresent()) {
            return refusal;
        }
        // A cluster in the middle of a change cannot be left there.
        List<String> chosen = draft
                .rows(row -> row.release().changed()
                        && !row.release().superseded()
                        && (event.clusters().isEmpty() || event.clusters().contains(row.cluster()) || !row.settled()))
                .stream()
                .map(ClusterRow::cluster)
                .toList();
        if (chosen.isEmpty()) {
            return Optional.of("none of the clusters is changed, or a later rollout owns them");
        }
        Back.start(
                draft,
                Trigger.ROLLBACK_REQUESTED,
                new Rollback(
                        Rollout.RollbackTrigger.MANUAL,
                        event.reason(),
                        event.by(),
                        draft.now,
                        Optional.empty(),
                        chosen));
        return Optional.empty();
    }

    /// Tries a cluster again: at once when it waits; from planning on when it failed and was left as it is; the way
    /// back again when that is what failed.
    static Optional<String> retry(Draft draft, Event.RetryRequested event) {
        Optional<ClusterRow> found = draft.row(event.cluster());
        if (found.isEmpty()) {
            return Optional.of("%s is no cluster of this rollout".formatted(event.cluster()));
        }
        ClusterRow row = found.get();
        if (!row.settled() && row.idle() && row.work().attempts() > 0 && !draft.due(row)) {
            draft.put(row.with(row.work().again(row.work().attempts(), draft.now)));
            return Optional.empty();
        }
        boolean failed = row.state() == State.FAILED || row.state() == State.ROLLED_BACK;
        if (!failed || row.release().superseded()) {
            return Optional.of("%s neither failed nor waits for another attempt".formatted(event.cluster()));
        }
        return retryFailed(draft, row, event);
    }

    private static Optional<String> retryFailed(Draft draft, ClusterRow row, Event.RetryRequested event) {
        String cause = "%s asked to try %s again".formatted(event.by(), row.cluster());
        boolean unfinished = draft.failure
                .filter(failed -> failed.meaning() == FailureMeaning.ROLLBACK_UNFINISHED)
                .isPresent();
        if (draft.state() == State.FAILED && unfinished && row.release().changed()) {
            Back.start(
                    draft,
                    Trigger.RETRIED,
                    new Rollback(
                            Rollout.RollbackTrigger.MANUAL,
                            cause,
                            event.by(),
                            draft.now,
                            Optional.empty(),
                            List.of(row.cluster())));
            return Optional.empty();
        }
        if (draft.state() == State.FAILED && !unfinished) {
            draft.rows(other -> other.state() == State.SKIPPED)
                    .forEach(other -> reset(draft, other, cause, event.by()));
            reset(draft, row, cause, event.by());
            draft.failure = Optional.empty();
            draft.flags = Flags.NONE;
            draft.planning = draft.planning.unjudged();
            draft.move(State.PLANNING, Trigger.RETRIED, cause, event.by());
            return Optional.empty();
        }
        if (underWay(draft)) {
            reset(draft, row, cause, event.by());
            if (draft.state() == State.VALIDATING) {
                draft.move(State.DEPLOYING, Trigger.RETRIED, cause, event.by());
            }
            return Optional.empty();
        }
        return Optional.of(
                "it cannot be tried again in state %s".formatted(draft.state().word()));
    }

    private static void reset(Draft draft, ClusterRow row, String cause, String by) {
        ClusterRow fresh =
                row.at(Step.WAIT).with(row.checks().opened(Optional.empty()).forgiven());
        draft.move(fresh, State.PLANNING, Trigger.RETRIED, cause, by);
    }
}
