package io.kspec.cli.webhook;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "webhook",
        header = "Switch admission off for a while, switch it on again, say how it stands.",
        description = {
            "",
            "While it is off, the API server does not ask kspec about workloads; the operator puts the registration",
            "back by itself when the time is over. Policies that the API server keeps by itself stay in force.",
            "When neither kspec nor its operator answers, this is what helps:",
            "  kubectl delete validatingwebhookconfiguration kspec-validating-webhook",
            ""
        },
        footer = {
            "  kspec webhook disable --for 1h --reason \"the node pool is rebuilt\"",
            "  kspec webhook status",
            "  kspec webhook enable",
            ""
        })
public final class WebhookCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private WebhookCommand() {}

    /// With its three subcommands.
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new WebhookCommand())
                .addSubcommand(new DisableWebhook(terminal))
                .addSubcommand(new EnableWebhook(terminal))
                .addSubcommand(new WebhookStatus(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which command? disable, enable or status.");
        }
    }
}
