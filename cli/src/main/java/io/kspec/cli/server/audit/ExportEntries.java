package io.kspec.cli.server.audit;

import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.client.Reply;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        header = "Print all entries, one JSON object a line, for archives and other programs.",
        footer = {"  kspec audit export > audit.jsonl", "  kspec audit export --format ocsf --since 24h | upload", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All of them are printed.",
            "2:Wrong usage.",
            "3:The server cannot be asked, does not allow it, or broke off."
        })
final class ExportEntries implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "jsonl",
            description = "jsonl, as the server keeps them; ocsf, as the Open Cybersecurity Schema has them.")
    private Format format = Format.JSONL;

    @Mixin
    private EntryFilter filter = new EntryFilter();

    @Mixin
    private ServerOptions server = new ServerOptions();

    enum Format {
        JSONL,
        OCSF;

        /// As it is written on the command line and in the request.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ExportEntries(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address export = filter.of(
                Address.of("audit", "export").with("format", format.toString()),
                terminal.clock().instant());
        return server.ask(terminal, client -> switch (client.download(export)) {
            case ServerClient.Download.Not(Reply why) -> why.step().finish(terminal, _ -> ExitCode.OK.code());
            case ServerClient.Download.Open(InputStream content) -> print(content);
        });
    }

    private int print(InputStream content) {
        try (var lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                terminal.out().println(line);
            }
            terminal.out().flush();
            return ExitCode.OK.code();
        } catch (IOException broken) {
            terminal.out().flush();
            terminal.complain("the server broke off before the end (%s). What was printed is not all of it; try again."
                    .formatted(broken.getMessage()));
            return ExitCode.NOT_EVALUATED.code();
        }
    }
}
