package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.rollout.Rollout.Rollback;
import io.kspec.lifecycle.rollout.Rollout.RollbackTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A rollout on its way back: newest wave first, the clusters of a wave side by side.
final class Back {
    /// How often something that fails for the moment is tried on the way back before a person must act.
    static final int ATTEMPTS = 10;

    private static final int HEALTH_ATTEMPTS = 6;
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private Back() {}

    /// Begins to go back. Clusters that are not to go back and have not begun are skipped; what runs is waited for.
    static void start(Draft draft, Trigger trigger, Rollback rollback) {
        List<String> chosen = rollback.clusters();
        String cause = rollback.reason();
        for (ClusterRow row : draft.rows()) {
            if (chosen.contains(row.cluster())) {
                begin(draft, row, trigger, rollback);
            } else if (!row.settled()) {
                draft.settle(row, State.SKIPPED, Trigger.SKIPPED, cause);
            }
        }
        draft.rollback = Optional.of(rollback);
        draft.failure = Optional.empty();
        draft.watchUntil = Optional.empty();
        draft.notBefore = Optional.empty();
        draft.flags = Rollout.Flags.NONE;
        draft.move(State.ROLLING_BACK, trigger, cause, rollback.by());
        draft.tell("RollbackStarted", "%s on %s".formatted(cause, String.join(", ", chosen)));
    }

    private static void begin(Draft draft, ClusterRow row, Trigger trigger, Rollback rollback) {
        if (row.state() == State.ROLLING_BACK) {
            return;
        }
        Trigger why = rollback.trigger() == RollbackTrigger.MANUAL ? trigger : Trigger.ROLLBACK_STARTED;
        ClusterRow back = draft.move(row.at(Step.BACK_WAIT), State.ROLLING_BACK, why, rollback.reason(), rollback.by());
        ClusterRow.Checks before = back.checks();
        draft.put(back.with(new ClusterRow.Checks(
                ClusterRow.Counts.NONE,
                ClusterRow.Last.NONE,
                0,
                Optional.empty(),
                before.lastNumber(),
                before.baseline())));
    }

    static void advance(Draft draft) {
        List<ClusterRow> rolling = draft.rows(row -> row.state() == State.ROLLING_BACK);
        if (rolling.isEmpty()) {
            if (!draft.anyRunning()) {
                finish(draft);
            }
            return;
        }
        if (draft.leased(rolling)) {
            int newest = rolling.stream().mapToInt(ClusterRow::wave).max().orElseThrow();
            rolling.stream().filter(row -> row.wave() == newest).forEach(row -> step(draft, row));
        }
    }

    private static void finish(Draft draft) {
        Rollback rollback = draft.rollback.orElseThrow();
        draft.rollback = Optional.of(new Rollback(
                rollback.trigger(),
                rollback.reason(),
                rollback.by(),
                rollback.startedAt(),
                Optional.of(draft.now),
                rollback.clusters()));
        List<ClusterRow> stuck =
                draft.rows(row -> rollback.clusters().contains(row.cluster()) && row.state() == State.FAILED);
        if (stuck.isEmpty()) {
            String cause = "every changed cluster is as it was before: %s".formatted(rollback.reason());
            draft.close(State.ROLLED_BACK, Trigger.RESTORED, cause, Draft.KSPEC);
        } else {
            String cause = "could not be brought back: %s".formatted(Failing.names(stuck));
            draft.failure = Optional.of(new Rollout.Failed(FailureMeaning.ROLLBACK_UNFINISHED, cause));
            draft.close(State.FAILED, Trigger.RESTORE_FAILED, cause, Draft.KSPEC);
        }
    }

    /// Gives a cluster its next command on the way back, unless one is out or it is too early.
    static void step(Draft draft, ClusterRow row) {
        if (!row.idle() || !draft.due(row)) {
            return;
        }
        if (!row.leased()) {
            draft.acquire(row);
        } else if (row.step() == Step.BACK_WAIT) {
            BackCommands.next(draft, draft.put(row.at(Step.RECOVER)));
        } else {
            BackCommands.next(draft, row);
        }
    }

    /// The step after `row`'s, or the end when there is none.
    static void done(Draft draft, ClusterRow row) {
        boolean colours = row.release().colours().isPresent();
        boolean before = row.release().previous().isPresent();
        switch (row.step()) {
            case RECOVER -> to(draft, row, Step.RESTORE_RECORD);
            case RESTORE_RECORD -> to(draft, row, before ? Step.JUDGE_BACK : Step.EXPORT_BACK);
            case JUDGE_BACK -> to(draft, row, Step.EXPORT_BACK);
            case EXPORT_BACK ->
                to(draft, row, !colours ? Step.REDEPLOY : traffic(row) ? Step.SCALE_UP : Step.REMOVE_NEW);
            case SCALE_UP -> to(draft, row, Step.SWITCH_BACK);
            case REDEPLOY -> to(draft, row, colours ? Step.SWITCH_BACK : before ? Step.CHECK_BACK : Step.VERIFY_BACK);
            case SWITCH_BACK -> {
                ClusterRow next = row.at(Step.CHECK_BACK);
                draft.put(next.with(next.work().again(0, draft.now.plus(SETTLE))));
            }
            case CHECK_BACK -> to(draft, row, Step.VERIFY_BACK);
            case VERIFY_BACK -> {
                if (traffic(row)) {
                    to(draft, row, Step.REMOVE_NEW);
                } else {
                    restored(draft, row);
                }
            }
            case REMOVE_NEW -> {
                if (traffic(row)) {
                    restored(draft, row);
                } else {
                    to(draft, row, before ? Step.CHECK_BACK : Step.VERIFY_BACK);
                }
            }
            case WAIT,
                    BASELINE,
                    EXPORT,
                    CRDS,
                    INSTALL,
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
                    DONE -> {}
        }
    }

    private static void to(Draft draft, ClusterRow row, Step next) {
        draft.put(row.at(next));
    }

    /// Whether traffic may have moved away from a colour that it can move back to.
    private static boolean traffic(ClusterRow row) {
        return row.release().previous().isPresent()
                && row.release().colours().filter(Colours::switched).isPresent();
    }

    private static void restored(Draft draft, ClusterRow row) {
        ClusterRow unchanged = draft.put(row.with(row.release().changed(false)));
        draft.settle(unchanged, State.ROLLED_BACK, Trigger.RESTORED, "it is as it was before");
    }

    static void failed(Draft draft, ClusterRow row, String reason) {
        draft.settle(row, State.FAILED, Trigger.RESTORE_FAILED, reason);
    }

    /// Health after going back: as good as before the rollout is good enough.
    static void checked(Draft draft, ClusterRow row, HealthReading reading) {
        boolean asBefore = reading.failed()
                && !reading.failing().isEmpty()
                && row.checks().baseline().failing().containsAll(reading.failing());
        int tries = row.work().attempts() + 1;
        if (reading.passed() || asBefore) {
            done(draft, row);
        } else if (tries >= (reading.reachable() ? HEALTH_ATTEMPTS : ATTEMPTS)) {
            failed(
                    draft,
                    row,
                    "the previous version is back on %s, but not healthy: %s"
                            .formatted(row.cluster(), reading.sentence()));
        } else {
            draft.put(
                    row.with(row.work().again(tries, reading.reachable() ? draft.now.plus(SETTLE) : draft.later(tries)))
                            .because(reading.sentence()));
        }
    }
}
