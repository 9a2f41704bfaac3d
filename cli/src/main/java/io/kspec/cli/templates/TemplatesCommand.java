package io.kspec.cli.templates;

import io.kspec.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "templates",
        aliases = "template",
        header = "List, show, publish and take templates that specifications build on.",
        description = {
            "",
            "A catalogue is a folder, or a web address of one, with an index.yaml that names every template with its",
            "version, file and SHA-256 digest.",
            ""
        },
        footer = {
            "  kspec templates list",
            "  kspec templates show security-baseline",
            "  kspec templates publish team-baseline.yaml --to catalogue/",
            "  kspec templates take team-baseline@1.0.0 --from https://templates.example.com/ | kubectl apply -f -",
            ""
        })
public final class TemplatesCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec command;

    private TemplatesCommand() {}

    /// With its four subcommands.
    public static CommandLine with(Terminal terminal) {
        return new CommandLine(new TemplatesCommand())
                .addSubcommand(new ListTemplates(terminal))
                .addSubcommand(new ShowTemplate(terminal))
                .addSubcommand(new PublishTemplate(terminal))
                .addSubcommand(new TakeTemplate(terminal));
    }

    @Override
    public void run() {
        if (command != null) {
            throw new ParameterException(command.commandLine(), "which command? list, show, publish or take.");
        }
    }
}
