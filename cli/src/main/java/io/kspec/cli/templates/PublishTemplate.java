package io.kspec.cli.templates;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "publish",
        header = "Put a template into a catalogue on this machine.",
        description = {
            "",
            "A version that was published stays as it is: raise spec.version to publish a change. One publisher at a time.",
            ""
        },
        footer = {"  kspec templates publish team-baseline.yaml --to catalogue/", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is published, or was already.",
            "1:The template is not sound, or that version is another one.",
            "2:Wrong usage.",
            "3:Something could not be read.",
            "4:The catalogue cannot be written."
        })
final class PublishTemplate implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "The file of one PolicyTemplate with spec.version.")
    private Path file = Path.of("");

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "The folder. Required.")
    private Path to = Path.of("");

    PublishTemplate(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
        return switch (new Catalogue.Folder(folder).read(file.getFileName().toString())) {
            case Step.Stop<byte[]> stop -> stop.end(terminal);
            case Step.Next<byte[]>(byte[] bytes) ->
                switch (TemplateText.read(file.toString(), new String(bytes, StandardCharsets.UTF_8))) {
                    case Step.Stop<TemplateText> stop -> stop.end(terminal);
                    case Step.Next<TemplateText>(TemplateText template) -> publish(template, bytes);
                };
        };
    }

    private int publish(TemplateText template, byte[] bytes) {
        String version = template.spec().version();
        if (version == null) {
            terminal.complain("the template has no version (%s). Write spec.version: 1.0.0.".formatted(file));
            return ExitCode.FINDINGS.code();
        }
        String name = "%s-%s.yaml".formatted(template.name(), version);
        var entry = new Entry(template.name(), version, Sha256.of(bytes), name);
        return switch (index()) {
            case Step.Stop<CatalogueIndex> stop -> stop.end(terminal);
            case Step.Next<CatalogueIndex>(CatalogueIndex index) -> publish(entry, bytes, index);
        };
    }

    private int publish(Entry entry, byte[] bytes, CatalogueIndex index) {
        List<Entry> published = index.templates().stream()
                .filter(other -> other.label().equals(entry.label()))
                .toList();
        if (published.contains(entry)) {
            terminal.note("%s is published already.".formatted(entry.label()));
            return ExitCode.OK.code();
        }
        if (!published.isEmpty()) {
            terminal.complain(
                    "%s is published with another content (%s). Raise spec.version.".formatted(entry.label(), to));
            return ExitCode.FINDINGS.code();
        }
        try {
            Files.createDirectories(to);
            write(entry.path() == null ? "" : entry.path(), bytes);
            write(CatalogueIndex.FILE, index.with(entry).text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException refused) {
            terminal.complain("the catalogue cannot be written (%s): %s. Check the folder and its rights."
                    .formatted(to, refused.getClass().getSimpleName()));
            return ExitCode.REFUSED.code();
        }
        terminal.note(
                "%s is published. Next: kspec templates take %s --from %s".formatted(entry.label(), entry.label(), to));
        return ExitCode.OK.code();
    }

    private Step<CatalogueIndex> index() {
        return Files.exists(to.resolve(CatalogueIndex.FILE))
                ? new Catalogue.Folder(to).index()
                : Step.next(new CatalogueIndex(List.of()));
    }

    /// Readers see the old file or the new one, never a half. The index comes last, so that it names only what is
    /// there.
    private void write(String name, byte[] content) throws IOException {
        Path written = to.resolve(".%s.part".formatted(name)); // with the rights of any new file, for web servers
        try {
            Files.write(written, content);
            Files.move(written, to.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
