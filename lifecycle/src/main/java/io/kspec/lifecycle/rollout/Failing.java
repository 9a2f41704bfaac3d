package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What follows when clusters failed on the way forward, or after it.
final class Failing {
    private Failing() {}

    static void fail(Draft draft, List<ClusterRow> rows, Trigger trigger, String reason) {
        boolean alone = draft.order.strategy() instanceof Strategy.Rolling rolling
                && !rolling.stopOnFailure()
                && !draft.state().terminal();
        if (draft.ending()) {
            rows.forEach(row -> draft.settle(row, State.FAILED, trigger, reason));
        } else if (alone) {
            rows.forEach(row -> alone(draft, row, trigger, reason));
        } else if (draft.order.autoRollback()) {
            everything(draft, rows, trigger, reason);
        } else {
            rows.forEach(row -> draft.settle(row, State.FAILED, trigger, reason));
            draft.end(trigger, reason, Draft.KSPEC);
        }
    }

    /// Only the failed cluster goes back, the others go on.
    private static void alone(Draft draft, ClusterRow row, Trigger trigger, String reason) {
        if (draft.order.autoRollback() && row.release().changed()) {
            ClusterRow back = draft.move(row.at(Step.BACK_WAIT), State.ROLLING_BACK, trigger, reason, Draft.KSPEC);
            draft.put(back.with(back.checks().opened(Optional.empty())).because(reason));
        } else {
            draft.settle(row, State.FAILED, trigger, reason);
        }
    }

    private static void everything(Draft draft, List<ClusterRow> rows, Trigger trigger, String reason) {
        rows.stream()
                .filter(row -> !row.release().changed() || row.release().superseded())
                .forEach(row -> draft.settle(row, State.FAILED, trigger, reason));
        List<String> changed = draft
                .rows(row -> row.release().changed() && !row.release().superseded())
                .stream()
                .map(ClusterRow::cluster)
                .toList();
        Back.start(
                draft,
                trigger,
                new Rollout.Rollback(
                        Rollout.RollbackTrigger.AUTOMATIC, reason, Draft.KSPEC, draft.now, Optional.empty(), changed));
    }

    static String names(List<ClusterRow> rows) {
        return rows.stream().map(ClusterRow::cluster).collect(Collectors.joining(", "));
    }
}
