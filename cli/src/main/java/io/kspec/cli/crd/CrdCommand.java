package io.kspec.cli.crd;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "crd",
        header = "Tell what a change of CustomResourceDefinitions does before anyone applies it.",
        footer = {
            "  kspec crd diff old.yaml new.yaml",
            "  kspec crd diff --cluster charts/operator/crds",
            "  kspec crd diff --help",
            ""
        })
public final class CrdCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private CrdCommand() {}

    /// With its own subcommands.
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new CrdCommand()).addSubcommand(new CrdDiffCommand(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which one? diff");
        }
    }
}
