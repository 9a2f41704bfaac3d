package io.kspec.cli.server.clusters;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "clusters",
        aliases = "cluster",
        header = "The clusters that a kspec server rolls operators out to.",
        footer = {
            "  kspec clusters add kind-dev --environment development",
            "  kspec clusters list",
            "  kspec clusters health prod-eu",
            ""
        })
public final class ClustersCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    /// Gives the group its subcommands.
    public static CommandLine fill(CommandLine group, Terminal terminal) {
        return group.addSubcommand(new AddCluster(terminal))
                .addSubcommand(new ListClusters(terminal))
                .addSubcommand(new GetCluster(terminal))
                .addSubcommand(new ClusterHealth(terminal))
                .addSubcommand(new UpdateCluster(terminal))
                .addSubcommand(new RotateCluster(terminal))
                .addSubcommand(new RemoveCluster(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(
                    command.commandLine(), "which command? add, list, get, health, update, rotate or remove.");
        }
    }
}
