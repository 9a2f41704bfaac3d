package io.kspec.cli.server.approvals;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "approvals",
        header = "See what waits for consent, and give or refuse it.",
        description = {
            "",
            "Nobody decides what they asked for themselves. A consent holds for exactly what was shown: when version,",
            "values, clusters or CRD changes become others, it is asked for again.",
            ""
        },
        footer = {
            "  kspec approvals list",
            "  kspec approvals get ID",
            "  kspec approvals approve ID --notes \"tested in staging\"",
            "  kspec approvals reject ID --reason \"not before the holidays\"",
            ""
        })
public final class ApprovalsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    /// Gives the group its subcommands.
    public static CommandLine fill(CommandLine group, Terminal terminal) {
        return group.addSubcommand(new ListApprovals(terminal))
                .addSubcommand(new GetApproval(terminal))
                .addSubcommand(new Approve(terminal))
                .addSubcommand(new Reject(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which command? list, get, approve or reject.");
        }
    }
}
