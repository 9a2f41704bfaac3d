package io.kspec.cli.templates;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "take",
        header = "Print or write a template of a catalogue, after comparing its digest with the index.",
        footer = {
            "  kspec templates take team-baseline@1.0.0 --from catalogue/ -o team-baseline.yaml",
            "  kspec templates take team-baseline --from https://templates.example.com/ | kubectl apply -f -",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is printed or written.",
            "1:The template is not what was published, or not sound.",
            "2:Wrong usage, or there is no such template.",
            "3:The catalogue cannot be read.",
            "4:The file exists already, or cannot be written."
        })
final class TakeTemplate implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME[@VERSION]", description = "Without a version, the newest final one.")
    private String wanted = "";

    @Option(
            names = "--from",
            paramLabel = "CATALOGUE",
            required = true,
            description = "A folder, or an http or https address. Required.")
    private String from = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write. Default: standard output.")
    private @Nullable Path output;

    TakeTemplate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String[] parts = wanted.split("@", 2);
        Optional<String> version = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
        Catalogue catalogue = Catalogue.at(from);
        return switch (catalogue.index()) {
            case Step.Stop<CatalogueIndex> stop -> stop.end(terminal);
            case Step.Next<CatalogueIndex>(CatalogueIndex index) ->
                switch (index.find(parts[0], version)) {
                    case Step.Stop<Entry> stop -> stop.end(terminal);
                    case Step.Next<Entry>(Entry entry) ->
                        switch (catalogue.template(entry)) {
                            case Step.Stop<TemplateText> stop -> stop.end(terminal);
                            case Step.Next<TemplateText>(TemplateText template) -> give(entry, template.text());
                        };
                };
        };
    }

    private int give(Entry entry, String text) {
        if (output == null) {
            terminal.out().print(text);
            return ExitCode.OK.code();
        }
        try {
            Files.write(
                    output,
                    text.getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException exists) {
            terminal.complain("the file exists already (%s). Name another with -o.".formatted(output));
            return ExitCode.REFUSED.code();
        } catch (IOException refused) {
            terminal.complain("the file cannot be written (%s): %s. Check the directory and its rights."
                    .formatted(output, refused.getClass().getSimpleName()));
            return ExitCode.REFUSED.code();
        }
        terminal.note("%s is written to %s.".formatted(entry.label(), output));
        return ExitCode.OK.code();
    }
}
