package io.kspec.cli.generate;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "generate",
        header = "Write what a specification demands for other programs.",
        footer = {
            "  kspec generate policies --spec cluster-spec.yaml | kubectl apply -f -",
            "  kspec generate policies --help",
            ""
        })
public final class GenerateCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private GenerateCommand() {}

    /// With its own subcommands.
    public static CommandLine of(Terminal terminal) {
        return new CommandLine(new GenerateCommand()).addSubcommand(new GeneratePoliciesCommand(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "generate what? kspec generate policies");
        }
    }
}
