package io.kspec.cli;

import io.kspec.cli.about.CompletionCommand;
import io.kspec.cli.about.VersionCommand;
import io.kspec.cli.cases.TestCommand;
import io.kspec.cli.crd.CrdCommand;
import io.kspec.cli.demo.DemoCommand;
import io.kspec.cli.devops.DevOpsCommand;
import io.kspec.cli.drift.DriftCommand;
import io.kspec.cli.enforce.EnforceCommand;
import io.kspec.cli.explain.ExplainCommand;
import io.kspec.cli.fix.FixCommand;
import io.kspec.cli.generate.GenerateCommand;
import io.kspec.cli.impact.ImpactCommand;
import io.kspec.cli.init.InitCommand;
import io.kspec.cli.migrate.MigrateCommand;
import io.kspec.cli.remedy.RemediationCommand;
import io.kspec.cli.scan.ScanCommand;
import io.kspec.cli.server.ServerCommand;
import io.kspec.cli.templates.TemplatesCommand;
import io.kspec.cli.terminal.Terminal;
import io.kspec.cli.validate.ValidateCommand;
import io.kspec.cli.webhook.WebhookCommand;
import io.kspec.cli.why.WhyCommand;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// The `kspec` command.
public final class Main {
    private Main() {}

    /// Every subcommand, in the order in which help lists them.
    private static List<Object> subcommands(Terminal terminal, List<String> words) {
        var all = new ArrayList<Object>(List.of(
                new ScanCommand(terminal),
                new FixCommand(terminal),
                new ValidateCommand(terminal),
                new TestCommand(terminal),
                new ExplainCommand(terminal),
                new WhyCommand(terminal),
                new ImpactCommand(terminal),
                new EnforceCommand(terminal),
                new DriftCommand(terminal),
                RemediationCommand.with(terminal),
                CrdCommand.of(terminal),
                DevOpsCommand.of(terminal),
                WebhookCommand.with(terminal)));
        all.addAll(ServerCommands.of(terminal, words));
        all.addAll(List.of(
                new InitCommand(terminal),
                new MigrateCommand(terminal),
                TemplatesCommand.with(terminal),
                GenerateCommand.of(terminal),
                new DemoCommand(Main::run),
                new ServerCommand(terminal),
                new VersionCommand(terminal),
                new CompletionCommand(terminal)));
        return all;
    }

    public static void main(String[] arguments) {
        Terminal terminal = ofThisProcess();
        int code = run(terminal, arguments);
        terminal.out().flush();
        terminal.err().flush();
        System.exit(code);
    }

    /// Runs one command, and answers its exit code.
    public static int run(Terminal terminal, String... arguments) {
        var kspec = new CommandLine(new KspecCommand());
        subcommands(terminal, List.of(arguments)).forEach(kspec::addSubcommand);
        Manners.teach(kspec, terminal);
        return kspec.execute(arguments);
    }

    private static Terminal ofThisProcess() {
        return new Terminal(
                System.in,
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                Clock.systemUTC());
    }

    /// UTF-8 whatever the locale says: what is read and printed again must come out as it went in.
    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8));
    }
}
