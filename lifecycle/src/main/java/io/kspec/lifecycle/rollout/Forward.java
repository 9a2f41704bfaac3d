package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.strategy.Gate;
import io.kspec.lifecycle.strategy.Strategies;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A rollout on its way forward: starts clusters, gives their next commands, opens and judges gates.
final class Forward {
    private Forward() {}

    static void advance(Draft draft) {
        boolean moved = true;
        while (moved && !draft.state().terminal() && draft.state() != State.ROLLING_BACK) {
            moved = draft.ending() ? Drain.pass(draft) : pass(draft);
        }
    }

    /// One look at the wave that is at work.
    ///
    /// @return whether a state moved, so that another look is worth while
    private static boolean pass(Draft draft) {
        draft.rows(row -> row.state() == State.ROLLING_BACK).forEach(row -> Back.step(draft, row));
        List<ClusterRow> left = draft.rows(row -> !row.settled());
        if (left.isEmpty()) {
            finish(draft);
            return true;
        }
        int current = left.stream().mapToInt(ClusterRow::wave).min().orElseThrow();
        List<ClusterRow> wave =
                left.stream().filter(row -> row.wave() == current).toList();
        if (wave.stream().anyMatch(row -> row.state() == State.ROLLING_BACK)) {
            return false;
        }
        if (draft.state() == State.VALIDATING && wave.stream().allMatch(row -> row.step() == Step.WAIT)) {
            if (!draft.due() || draft.paused()) {
                return false;
            }
            draft.notBefore = Optional.empty();
            draft.move(State.DEPLOYING, Trigger.GATE_PASSED, "wave %d begins".formatted(current + 1), Draft.KSPEC);
        }
        start(draft, wave);
        wave.forEach(row -> step(draft, draft.row(row.cluster()).orElse(row)));
        return gates(draft, current);
    }

    /// Starts as many clusters of the wave as may be at work at a time.
    private static void start(Draft draft, List<ClusterRow> wave) {
        int width = width(draft.order.strategy());
        long busy = wave.stream().filter(Forward::installing).count();
        List<ClusterRow> waiting =
                wave.stream().filter(row -> row.step() == Step.WAIT).toList();
        if (draft.paused()) {
            return;
        }
        waiting.stream()
                .limit(Math.max(0, width - busy))
                .forEach(row -> draft.move(
                        row.at(Step.BASELINE), State.DEPLOYING, Trigger.STARTED, "its turn came", Draft.KSPEC));
    }

    private static boolean installing(ClusterRow row) {
        return switch (row.step()) {
            case BASELINE, EXPORT, CRDS, INSTALL -> true;
            case WAIT,
                    CHECK,
                    VERIFY,
                    GATE,
                    SWITCH,
                    SCALE_DOWN,
                    CHECK_SWITCHED,
                    VERIFY_SWITCHED,
                    GATE_SWITCHED,
                    WITHDRAW,
                    BACK_WAIT,
                    RECOVER,
                    RESTORE_RECORD,
                    JUDGE_BACK,
                    EXPORT_BACK,
                    SCALE_UP,
                    SWITCH_BACK,
                    REDEPLOY,
                    CHECK_BACK,
                    VERIFY_BACK,
                    REMOVE_NEW,
                    DONE -> false;
        };
    }

    private static int width(Strategy strategy) {
        return strategy instanceof Strategy.Direct direct ? direct.parallelClusters() : Integer.MAX_VALUE;
    }

    /// Gives a cluster its next command, unless one is out or it is too early.
    static void step(Draft draft, ClusterRow row) {
        if (!row.idle() || !draft.due(row) || row.settled()) {
            return;
        }
        switch (row.step()) {
            case BASELINE, EXPORT, CRDS, INSTALL, SWITCH -> {
                if (!draft.paused()) {
                    operate(draft, row);
                }
            }
            case SCALE_DOWN, VERIFY, VERIFY_SWITCHED, WITHDRAW -> operate(draft, row);
            case CHECK, CHECK_SWITCHED -> {
                if (row.checks().since().isPresent()) {
                    operate(draft, row);
                }
            }
            case WAIT, GATE, GATE_SWITCHED, DONE -> {}
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

    private static void operate(Draft draft, ClusterRow row) {
        if (!row.leased()) {
            draft.acquire(row);
        } else if (row.step() == Step.BASELINE && row.release().previous().isEmpty()) {
            operate(draft, draft.put(row.at(Step.EXPORT)));
        } else {
            ForwardCommands.next(draft, row);
        }
    }

    /// Moves the rollout on when every cluster of the wave has come as far.
    private static boolean gates(Draft draft, int current) {
        List<ClusterRow> wave = draft.rows(row -> row.wave() == current && !row.settled());
        if (wave.isEmpty()) {
            return false;
        }
        if (draft.state() == State.DEPLOYING
                && wave.stream().noneMatch(row -> row.step() == Step.WAIT || installing(row))) {
            draft.move(
                    State.VALIDATING,
                    Trigger.INSTALLED,
                    "all clusters of wave %d are installed".formatted(current + 1),
                    Draft.KSPEC);
            open(draft, wave, Step.CHECK, Strategies.gate(draft.order.strategy()));
            return true;
        }
        if (wave.stream().allMatch(row -> row.step() == Step.GATE)) {
            return Gates.judge(draft, wave, Strategies.gate(draft.order.strategy()), Gates.Which.INSTALLED);
        }
        List<ClusterRow> moved =
                wave.stream().filter(row -> row.release().colours().isPresent()).toList();
        if (!moved.isEmpty()
                && moved.stream()
                        .allMatch(row -> row.step() == Step.CHECK_SWITCHED
                                && row.checks().since().isEmpty())) {
            open(draft, moved, Step.CHECK_SWITCHED, Strategies.gateAfterSwitch(draft.order.strategy()));
            return true;
        }
        return wave.stream().allMatch(row -> row.step() == Step.GATE_SWITCHED)
                && Gates.judge(draft, wave, Strategies.gateAfterSwitch(draft.order.strategy()), Gates.Which.SWITCHED);
    }

    /// Begins the period in which health is watched; without a gate there is nothing to watch.
    private static void open(Draft draft, List<ClusterRow> wave, Step step, Optional<Gate> gate) {
        wave.stream().filter(row -> row.step() == step).forEach(row -> {
            if (gate.isEmpty()) {
                draft.put(row.at(Step.VERIFY));
            } else {
                Duration first = gate.get().due(1);
                draft.put(row.with(row.checks().opened(Optional.of(draft.now)))
                        .with(row.work().again(0, draft.now.plus(first))));
            }
        });
    }

    /// Every cluster is settled.
    private static void finish(Draft draft) {
        List<ClusterRow> failed = draft.rows(row -> row.state() == State.FAILED || row.state() == State.ROLLED_BACK);
        if (failed.isEmpty()) {
            draft.watchUntil = Optional.of(draft.now.plus(draft.order.watchWindow()));
            draft.close(
                    State.COMPLETED,
                    Trigger.FINISHED,
                    "every cluster runs %s and its gate passed".formatted(draft.order.version()),
                    Draft.KSPEC);
            return;
        }
        boolean unfinished = draft.order.autoRollback()
                && failed.stream()
                        .anyMatch(row ->
                                row.state() == State.FAILED && row.release().changed());
        String cause = "failed on %s".formatted(Failing.names(failed));
        draft.failure = Optional.of(new Rollout.Failed(
                unfinished ? FailureMeaning.ROLLBACK_UNFINISHED : FailureMeaning.ROLLBACK_OFF, cause));
        draft.close(State.FAILED, Trigger.OPERATION_FAILED, cause, Draft.KSPEC);
    }

    /// The baseline of a check before anything is changed.
    static Baseline baseline(ClusterRow row) {
        return row.step() == Step.BASELINE ? Baseline.NONE : row.checks().baseline();
    }
}
