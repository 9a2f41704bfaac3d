package io.kspec.cli.remedy;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "remediation",
        header = "Show what the operator changed of running workloads, and take it back.",
        description = {
            "",
            "The operator changes workloads only for rules that ask for it (spec.enforcement.rules[].remediate), and",
            "remembers on each of them what stood there before.",
            ""
        },
        footer = {
            "  kspec remediation list -n shop",
            "  kspec remediation undo deployment/web -n shop --dry-run",
            "  kspec remediation undo deployment/web -n shop",
            ""
        })
public final class RemediationCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private RemediationCommand() {}

    /// With its two subcommands.
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new RemediationCommand())
                .addSubcommand(new ListRemediations(terminal))
                .addSubcommand(new UndoRemediation(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which command? list or undo.");
        }
    }
}
