package io.kspec.cli.devops;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "devops",
        header = "Judge running pods, and bring the kind DevOpsPolicy into a cluster.",
        description = {"", "./kube-devops says the same without the word devops, and runs the operator alone.", ""},
        footer = {
            "  kspec devops analyze",
            "  kspec devops crd generate | kubectl apply -f -",
            "  kspec devops crd install",
            "  kspec devops list pods",
            "  kspec devops check",
            ""
        })
public final class DevOpsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private DevOpsCommand() {}

    /// With its own subcommands.
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new DevOpsCommand())
                .addSubcommand(new AnalyzeCommand(terminal))
                .addSubcommand(new CommandLine(new CrdCommand())
                        .addSubcommand(new CrdGenerateCommand(terminal))
                        .addSubcommand(new CrdInstallCommand(terminal)))
                .addSubcommand(new ListCommand(terminal))
                .addSubcommand(new CheckCommand(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which one? analyze, crd, list or check");
        }
    }
}
