package io.kspec.server.rollout.work;

import io.kspec.lifecycle.rollout.Command;

/// What spans of commands are called.
final class SpanNames {
    private SpanNames() {}

    static String of(Command command) {
        return switch (command) {
            case Command.Judge _, Command.JudgeBack _ -> "operator.validate";
            case Command.Export _ -> "objects.export";
            case Command.ApplyCrds _ -> "crd.apply";
            case Command.InstallRelease _ -> "controller.deploy";
            case Command.CheckHealth _ -> "operator.healthcheck";
            case Command.VerifyObjects _ -> "objects.verify";
            case Command.SwitchTraffic _ -> "traffic.switch";
            case Command.SwitchBack _ -> "traffic.switch.back";
            case Command.ScaleDown _ -> "colour.scale.down";
            case Command.ScaleUp _ -> "colour.scale.up";
            case Command.RemoveColour _ -> "colour.remove";
            case Command.RecoverRelease _ -> "helm.recover";
            case Command.RollBackRelease _ -> "helm.rollback";
            case Command.UninstallRelease _ -> "helm.uninstall";
            case Command.RequestApproval _,
                    Command.WithdrawApprovals _,
                    Command.ClaimSlot _,
                    Command.ReleaseSlot _,
                    Command.WakeAt _,
                    Command.Notify _,
                    Command.AcquireLease _,
                    Command.ReleaseLease _,
                    Command.RestoreRecord _ -> command.word();
        };
    }
}
