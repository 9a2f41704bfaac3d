package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.strategy.Strategies;
import java.time.Duration;
import java.util.Optional;

/// The command of each step on the way back.
final class BackCommands {
    private BackCommands() {}

    static void next(Draft draft, ClusterRow row) {
        String cluster = row.cluster();
        long fence = row.work().fence();
        ClusterRow.Release release = row.release();
        switch (row.step()) {
            case RECOVER ->
                draft.ask(
                        row,
                        id -> new Command.RecoverRelease(
                                id, cluster, fence, release.colours().map(Colours::next)));
            case RESTORE_RECORD ->
                draft.ask(row, id -> new Command.RestoreRecord(id, cluster, fence, release.previous()));
            case JUDGE_BACK -> draft.ask(row, id -> new Command.JudgeBack(id, cluster, fence, release.previous()));
            case EXPORT_BACK -> draft.ask(row, id -> new Command.Export(id, cluster, fence, true));
            case REDEPLOY -> redeploy(draft, row);
            case CHECK_BACK ->
                draft.ask(
                        row,
                        id -> new Command.CheckHealth(
                                id,
                                cluster,
                                fence,
                                release.colours().map(Colours::active),
                                row.checks().baseline()));
            case VERIFY_BACK ->
                row.resources()
                        .beforeBack()
                        .ifPresent(before ->
                                draft.ask(row, id -> new Command.VerifyObjects(id, cluster, fence, before, true)));
            case SCALE_UP, SWITCH_BACK, REMOVE_NEW ->
                release.colours().ifPresent(colours -> colours(draft, row, colours));
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

    private static void redeploy(Draft draft, ClusterRow row) {
        String cluster = row.cluster();
        long fence = row.work().fence();
        Optional<String> namespace = row.release().colours().map(Colours::active);
        Duration timeout = Strategies.timeout(draft.order.strategy());
        Optional<Revision> previous = row.release().previous();
        draft.ask(row, id -> previous.<Command>map(
                        revision -> new Command.RollBackRelease(id, cluster, fence, revision, namespace, timeout))
                .orElseGet(() -> new Command.UninstallRelease(id, cluster, fence)));
    }

    /// The old colour gets its pods before it gets the traffic: a webhook without pods refuses every write.
    private static void colours(Draft draft, ClusterRow row, Colours colours) {
        String cluster = row.cluster();
        long fence = row.work().fence();
        if (row.step() == Step.SCALE_UP) {
            draft.ask(row, id -> new Command.ScaleUp(id, cluster, fence, colours.active(), colours.replicas()));
        } else if (row.step() == Step.SWITCH_BACK) {
            draft.ask(row, id -> new Command.SwitchBack(id, cluster, fence, colours.active()));
        } else {
            draft.ask(row, id -> new Command.RemoveColour(id, cluster, fence, colours.next(), Optional.empty()));
        }
    }
}
