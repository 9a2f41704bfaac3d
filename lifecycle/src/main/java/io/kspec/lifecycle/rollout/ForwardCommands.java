package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.strategy.Strategies;
import java.util.Optional;

/// The command of each step on the way forward.
final class ForwardCommands {
    private ForwardCommands() {}

    static void next(Draft draft, ClusterRow row) {
        String cluster = row.cluster();
        long fence = row.work().fence();
        switch (row.step()) {
            case BASELINE ->
                draft.ask(
                        row,
                        id -> new Command.CheckHealth(
                                id,
                                cluster,
                                fence,
                                row.release().colours().map(Colours::active),
                                Forward.baseline(row)));
            case CHECK, CHECK_SWITCHED ->
                draft.ask(
                        row,
                        id -> new Command.CheckHealth(
                                id, cluster, fence, row.release().colours().map(Colours::next), Forward.baseline(row)));
            case EXPORT -> draft.ask(row, id -> new Command.Export(id, cluster, fence, false));
            case CRDS, INSTALL -> write(draft, row.with(row.release().changed(true)));
            case VERIFY, VERIFY_SWITCHED ->
                row.resources()
                        .before()
                        .ifPresent(before ->
                                draft.ask(row, id -> new Command.VerifyObjects(id, cluster, fence, before, false)));
            case SWITCH, SCALE_DOWN, WITHDRAW ->
                row.release().colours().ifPresent(colours -> colours(draft, row, colours));
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

    /// From the moment of these commands, not of their answers, the cluster counts as changed.
    private static void write(Draft draft, ClusterRow row) {
        String cluster = row.cluster();
        long fence = row.work().fence();
        Optional<String> namespace = row.release().colours().map(Colours::next);
        row.release()
                .target()
                .ifPresent(revision -> draft.ask(
                        row,
                        id -> row.step() == Step.CRDS
                                ? new Command.ApplyCrds(id, cluster, fence, revision)
                                : new Command.InstallRelease(
                                        id,
                                        cluster,
                                        fence,
                                        revision,
                                        namespace,
                                        Strategies.timeout(draft.order.strategy()))));
    }

    private static void colours(Draft draft, ClusterRow row, Colours colours) {
        String cluster = row.cluster();
        long fence = row.work().fence();
        if (row.step() == Step.SWITCH) {
            Colours moving = new Colours(colours.active(), colours.next(), colours.replicas(), true);
            draft.ask(
                    row.with(row.release().with(moving)),
                    id -> new Command.SwitchTraffic(id, cluster, fence, colours.next()));
        } else if (row.step() == Step.SCALE_DOWN) {
            draft.ask(row, id -> new Command.ScaleDown(id, cluster, fence, colours.active()));
        } else {
            draft.ask(row, id -> new Command.RemoveColour(id, cluster, fence, colours.next(), Optional.empty()));
        }
    }
}
