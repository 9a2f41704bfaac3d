package io.kspec.cli.validate;

import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.spec.FileLibrary;
import io.kspec.cli.spec.Kinds;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Document;
import io.kspec.core.resolve.Library;
import io.kspec.core.validation.SpecProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        header = "Check ClusterSpecification, ClusterTarget and PolicyTemplate files without a cluster.",
        description = {
            "",
            "Reads strictly: an unknown field is a problem, named with its place and the nearest field that exists.",
            "With --resolve a ClusterSpecification is also put together from its template and its bases, which are",
            "looked for in the same files and in --library, and printed with the origin of every demand.",
            ""
        },
        footer = {
            "  kspec validate -f cluster-spec.yaml",
            "  kspec validate -f specs/ -R",
            "  cat cluster-spec.yaml | kspec validate -f -",
            "  kspec validate --resolve -f cluster-spec.yaml --library templates/",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything is valid.",
            "1:A document is not valid.",
            "2:Wrong usage.",
            "3:Something could not be read."
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            required = true,
            description = "A file, a directory or - for standard input; may be repeated. Required.")
    private List<String> files = List.of();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read directories inside directories too. Off by default.")
    private boolean recursive;

    @Option(
            names = "--resolve",
            description = "Print each ClusterSpecification as it is in force, with its origins. Off by default.")
    private boolean resolve;

    @Option(
            names = "--library",
            paramLabel = "PATH",
            description = {
                "A file or directory of bases and templates; may be repeated.",
                "Default: the files of -f and the built-in templates."
            },
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private List<Path> libraries = List.of();

    public ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Manifests manifests = ManifestFiles.read(files, recursive, terminal.in());
        manifests
                .broken()
                .forEach(broken ->
                        terminal.complain("%s: %s. %s".formatted(broken.where(), broken.what(), broken.remedy())));
        manifests.unread().forEach(terminal::complain);
        manifests.hints().forEach(terminal::warn);
        List<Validated> validated =
                manifests.documents().stream().map(Validated::of).toList();
        validated.forEach(this::print);
        if (validated.isEmpty() && manifests.complete()) {
            terminal.note("nothing to validate.");
        }
        if (!validated.stream().allMatch(Validated::sound)) {
            return ExitCode.FINDINGS.code();
        }
        if (resolve && !effective(manifests.documents())) {
            return ExitCode.FINDINGS.code();
        }
        return manifests.complete() ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }

    private boolean effective(List<Document> documents) {
        Library library = FileLibrary.of(documents, libraries);
        List<Effective> all = documents.stream()
                .filter(document -> Kinds.isSpecification(document.json()))
                .map(document -> Effective.of(document, library))
                .toList();
        all.forEach(effective -> effective.print(terminal));
        return all.stream().allMatch(Effective::sound);
    }

    private void print(Validated validated) {
        validated.problems().forEach(problem -> print(validated, "error", problem));
        validated.warnings().forEach(warning -> print(validated, "warning", warning));
        if (validated.sound()) {
            terminal.out()
                    .println("%s: %s is valid"
                            .formatted(
                                    Printable.line(validated.document().source()), Printable.line(validated.name())));
        }
    }

    private void print(Validated validated, String word, SpecProblem problem) {
        String line = "%s:%s: %s: %s"
                .formatted(
                        validated.document().source(),
                        validated.document().positions().nearest(problem.path()),
                        word,
                        problem.sentence());
        terminal.out().println(Printable.line(line));
    }
}
