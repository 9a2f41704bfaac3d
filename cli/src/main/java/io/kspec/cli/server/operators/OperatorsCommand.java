package io.kspec.cli.server.operators;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "operators",
        header = "The operators that a kspec server rolls out, their versions and their health.",
        footer = {
            "  kspec operators register cert-manager --namespace cert-manager \\",
            "      --repository https://charts.jetstack.io --chart cert-manager",
            "  kspec operators list",
            "  kspec operators versions cert-manager",
            "  kspec operators health cert-manager",
            ""
        })
public final class OperatorsCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    /// Gives the group its subcommands.
    public static CommandLine fill(CommandLine group, Terminal terminal) {
        return group.addSubcommand(new ListOperators(terminal))
                .addSubcommand(new GetOperator(terminal))
                .addSubcommand(new RegisterOperator(terminal))
                .addSubcommand(new UpdateOperator(terminal))
                .addSubcommand(new DeleteOperator(terminal))
                .addSubcommand(new ListVersions(terminal))
                .addSubcommand(new UploadVersion(terminal))
                .addSubcommand(new OperatorHealth(terminal))
                .addSubcommand(new UndeployOperator(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "which command? list, get, register, update, delete, versions, upload, health or undeploy.");
        }
    }
}
