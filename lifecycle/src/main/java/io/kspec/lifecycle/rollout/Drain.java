package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.rollout.ClusterRow.Last;
import io.kspec.lifecycle.rollout.Rollout.Ending;
import io.kspec.lifecycle.strategy.Strategies;
import java.util.Optional;

/// A rollout that ends before its time: clusters that are being changed are finished with one check instead of a
/// gate, the others are skipped, nothing is rolled back.
final class Drain {
    private Drain() {}

    /// One look at every cluster; answers whether the rollout ended.
    static boolean pass(Draft draft) {
        Ending ending = draft.flags.ending().orElseThrow();
        for (ClusterRow row : draft.rows(found -> !found.settled())) {
            if (row.state() == State.ROLLING_BACK) {
                Back.step(draft, row);
            } else if (row.idle()) {
                drain(draft, row, ending);
            }
        }
        boolean done = draft.rows().stream().allMatch(row -> row.settled() && row.idle());
        if (done) {
            end(draft, ending);
        }
        return done;
    }

    private static void end(Draft draft, Ending ending) {
        if (ending.trigger() == Trigger.CANCELLED) {
            draft.close(State.CANCELLED, ending.trigger(), ending.cause(), ending.by());
        } else {
            draft.failure = Optional.of(new Rollout.Failed(FailureMeaning.ROLLBACK_OFF, ending.cause()));
            draft.close(State.FAILED, ending.trigger(), ending.cause(), ending.by());
        }
    }

    private static void drain(Draft draft, ClusterRow row, Ending ending) {
        if (!row.release().changed()) {
            draft.settle(row, State.SKIPPED, Trigger.SKIPPED, ending.cause());
        } else if (unanswered(row)) {
            draft.settle(
                    row,
                    State.FAILED,
                    Trigger.CUT_SHORT,
                    "the rollout ended before %s answered; what is installed there is not known: %s"
                            .formatted(row.cluster(), row.error().orElse("it was busy")));
        } else {
            finish(draft, row, ending);
        }
    }

    private static boolean unanswered(ClusterRow row) {
        return row.work().attempts() > 0;
    }

    private static void finish(Draft draft, ClusterRow row, Ending ending) {
        switch (row.step()) {
            case CRDS, INSTALL, VERIFY, VERIFY_SWITCHED, SCALE_DOWN, WITHDRAW -> Forward.step(draft, row);
            case CHECK, CHECK_SWITCHED -> check(draft, row);
            case GATE, SWITCH -> {
                if (row.release().colours().isPresent()) {
                    beforeSwitch(draft, row, ending);
                } else {
                    settle(draft, row);
                }
            }
            case GATE_SWITCHED -> settle(draft, row);
            case WAIT, BASELINE, EXPORT, DONE -> draft.settle(row, State.SKIPPED, Trigger.SKIPPED, ending.cause());
            case BACK_WAIT,
                    RECOVER,
                    RESTORE_RECORD,
                    JUDGE_BACK,
                    EXPORT_BACK,
                    SCALE_UP,
                    SWITCH_BACK,
                    REDEPLOY,
                    CHECK_BACK,
                    VERIFY_BACK,
                    REMOVE_NEW -> {}
        }
    }

    private static void check(Draft draft, ClusterRow row) {
        Step after = row.step() == Step.CHECK ? Step.VERIFY : Step.VERIFY_SWITCHED;
        boolean unchecked = Strategies.gate(draft.order.strategy()).isEmpty();
        if (unchecked || row.checks().counts().all() > 0) {
            Forward.step(draft, draft.put(row.at(after)));
        } else {
            ClusterRow open = row.with(row.checks().opened(Optional.of(draft.now)))
                    .with(row.work().fresh());
            Forward.step(draft, draft.put(open));
        }
    }

    private static void beforeSwitch(Draft draft, ClusterRow row, Ending ending) {
        if (ending.trigger() == Trigger.CANCELLED) {
            Forward.step(draft, draft.put(row.at(Step.WITHDRAW)));
        } else {
            draft.settle(
                    row,
                    State.FAILED,
                    Trigger.CUT_SHORT,
                    "traffic did not move; the new revision stays beside the old one on %s".formatted(row.cluster()));
        }
    }

    private static void settle(Draft draft, ClusterRow row) {
        boolean unchecked = Strategies.gate(draft.order.strategy()).isEmpty();
        if (unchecked || row.checks().last() == Last.PASSED) {
            Gates.complete(draft, row, Trigger.CUT_SHORT, "installed; its gate was cut short");
        } else {
            draft.settle(
                    row,
                    State.FAILED,
                    Trigger.CUT_SHORT,
                    "installed on %s, but its health was not good, or not known, when the rollout ended"
                            .formatted(row.cluster()));
        }
    }
}
