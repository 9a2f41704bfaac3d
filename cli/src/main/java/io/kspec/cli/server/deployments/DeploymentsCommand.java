package io.kspec.cli.server.deployments;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "deployments",
        header = "Roll versions of operators out to clusters, watch it, hold it, take it back.",
        footer = {
            "  kspec deployments create cert-manager 1.19.0 --cluster dev-1,prod-eu --strategy canary --watch",
            "  kspec deployments list --status Deploying",
            "  kspec deployments watch ID",
            "  kspec deployments rollback ID --reason \"webhook is slow\"",
            ""
        })
public final class DeploymentsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    /// Gives the group its subcommands.
    public static CommandLine fill(CommandLine group, Terminal terminal) {
        return group.addSubcommand(new CreateDeployment(terminal))
                .addSubcommand(new ListDeployments(terminal))
                .addSubcommand(new GetDeployment(terminal))
                .addSubcommand(new WatchDeployment(terminal))
                .addSubcommand(new PauseDeployment(terminal))
                .addSubcommand(new ResumeDeployment(terminal))
                .addSubcommand(new CancelDeployment(terminal))
                .addSubcommand(new RetryCluster(terminal))
                .addSubcommand(new SwitchDeployment(terminal))
                .addSubcommand(new RollBackDeployment(terminal))
                .addSubcommand(new RollbackStatus(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "which command? create, list, get, watch, pause, resume, cancel, retry, switch, rollback or"
                            + " rollback-status.");
        }
    }
}
