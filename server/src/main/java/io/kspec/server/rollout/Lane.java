package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Command;

/// Commands of different lanes do not wait for each other: ten installations that take minutes must not delay a timer
/// or a lease.
enum Lane {
    /// Done in the database alone, within the transaction that ends the command.
    RECORDS,
    /// Done in clusters, and takes its time.
    CLUSTERS;

    static Lane of(Command command) {
        return switch (command) {
            case Command.RequestApproval _,
                    Command.WithdrawApprovals _,
                    Command.ClaimSlot _,
                    Command.ReleaseSlot _,
                    Command.WakeAt _,
                    Command.Notify _,
                    Command.AcquireLease _,
                    Command.ReleaseLease _,
                    Command.RestoreRecord _ -> RECORDS;
            case Command.Judge _,
                    Command.Export _,
                    Command.ApplyCrds _,
                    Command.InstallRelease _,
                    Command.CheckHealth _,
                    Command.VerifyObjects _,
                    Command.SwitchTraffic _,
                    Command.SwitchBack _,
                    Command.ScaleDown _,
                    Command.ScaleUp _,
                    Command.RemoveColour _,
                    Command.RecoverRelease _,
                    Command.JudgeBack _,
                    Command.RollBackRelease _,
                    Command.UninstallRelease _ -> CLUSTERS;
        };
    }
}
