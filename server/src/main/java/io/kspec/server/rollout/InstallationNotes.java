package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import java.util.Optional;
import java.util.function.Supplier;

/// What the record of installations says after a command. Pure.
sealed interface InstallationNotes {
    /// The cluster runs this.
    ///
    /// @param namespace where its traffic goes; empty is where it went before
    record Runs(String cluster, Revision revision, Optional<String> namespace) implements InstallationNotes {}

    /// The cluster runs nothing of the operator any more.
    record RunsNothing(String cluster) implements InstallationNotes {}

    /// Nothing changed.
    record AsBefore() implements InstallationNotes {}

    static InstallationNotes of(Rollout rollout, Command command, Answer answer) {
        return switch (command) {
            case Command.InstallRelease install ->
                install.namespace().isEmpty() ? installed(install.cluster(), Optional.empty(), answer) : new AsBefore();
            case Command.RollBackRelease back -> installed(back.cluster(), back.namespace(), answer);
            case Command.SwitchTraffic to ->
                done(
                        answer,
                        () -> runs(release(rollout, to).flatMap(ClusterRow.Release::target), to.cluster(), to.to()));
            case Command.SwitchBack back ->
                done(
                        answer,
                        () -> runs(
                                release(rollout, back).flatMap(ClusterRow.Release::previous),
                                back.cluster(),
                                back.to()));
            case Command.UninstallRelease uninstall -> done(answer, () -> new RunsNothing(uninstall.cluster()));
            case Command.Judge _,
                    Command.RequestApproval _,
                    Command.WithdrawApprovals _,
                    Command.ClaimSlot _,
                    Command.ReleaseSlot _,
                    Command.WakeAt _,
                    Command.Notify _,
                    Command.AcquireLease _,
                    Command.ReleaseLease _,
                    Command.Export _,
                    Command.ApplyCrds _,
                    Command.CheckHealth _,
                    Command.VerifyObjects _,
                    Command.ScaleDown _,
                    Command.ScaleUp _,
                    Command.RemoveColour _,
                    Command.RecoverRelease _,
                    Command.RestoreRecord _,
                    Command.JudgeBack _ -> new AsBefore();
        };
    }

    private static InstallationNotes installed(String cluster, Optional<String> namespace, Answer answer) {
        return answer instanceof Answer.Installed(Revision revision)
                ? new Runs(cluster, revision, namespace)
                : new AsBefore();
    }

    private static InstallationNotes done(Answer answer, Supplier<InstallationNotes> then) {
        return answer instanceof Answer.Done ? then.get() : new AsBefore();
    }

    private static Optional<ClusterRow.Release> release(Rollout rollout, Command.OnCluster command) {
        return rollout.row(command.cluster()).map(ClusterRow::release);
    }

    /// Without a revision there was nothing before, and so there is nothing after.
    private static InstallationNotes runs(Optional<Revision> revision, String cluster, String namespace) {
        return revision.<InstallationNotes>map(known -> new Runs(cluster, known, Optional.of(namespace)))
                .orElseGet(() -> new RunsNothing(cluster));
    }
}
