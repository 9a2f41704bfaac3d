package io.kspec.cli.server.audit;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        header = "What was done through a kspec server, by whom and when.",
        footer = {
            "  kspec audit list --actor ada --since 7d",
            "  kspec audit verify",
            "  kspec audit export --since 30d > audit.jsonl",
            ""
        })
public final class AuditCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    /// Gives the group its subcommands.
    public static CommandLine fill(CommandLine group, Terminal terminal) {
        return group.addSubcommand(new ListEntries(terminal))
                .addSubcommand(new VerifyEntries(terminal))
                .addSubcommand(new ExportEntries(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which command? list, verify or export.");
        }
    }
}
