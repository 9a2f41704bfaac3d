package io.kspec.cli.fix;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.SourceText;
import io.kspec.cli.input.SourceTexts;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.FileSpecification;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.terminal.CommonOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Document;
import io.kspec.core.document.Sections;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Checks;
import io.kspec.core.rule.Rule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.NamespacesRead;
import io.kspec.core.spelling.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "fix",
        header = "Mend manifests in files where that is safe, and say what a person must decide.",
        description = {
            "",
            "Judges the workloads in files as kspec scan -f does, and shows what would mend them as a diff.",
            "With --write the files are changed; comments, order and formatting stay. From standard input",
            "the mended text is printed.",
            ""
        },
        footer = {
            "  kspec fix -f deploy/ -R                        what would be changed",
            "  kspec fix -f deploy/ -R --write                change it",
            "  kspec fix -f deploy.yaml --spec cluster-spec.yaml --rule privileged-containers",
            "  kspec fix -f deploy/ | git apply               the diff is a patch",
            "  helm template ./chart | kspec fix -f - | kubectl apply -f -",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing is left to fix.",
            "1:Something remains: by hand, or because --write was not given.",
            "2:Wrong usage.",
            "3:Something could not be read, judged or written."
        })
public final class FixCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

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
            names = "--spec",
            paramLabel = "FILE",
            description = "The file of the ClusterSpecification to judge by. Default: the embedded production profile.")
    private @Nullable Path specification;

    @Option(
            names = "--rule",
            paramLabel = "WORD",
            arity = "1..*",
            description = "Fix only rules that this word names: a check, a rule or its id. Default: every rule.")
    private List<String> words = List.of();

    @Option(names = "--write", description = "Change the files. Off by default.")
    private boolean write;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "diff",
            description = "diff or json.")
    private FixFormat output = FixFormat.DIFF;

    public FixCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<String> misuse = misuse();
        if (misuse.isPresent()) {
            terminal.complain(misuse.get());
            return ExitCode.USAGE.code();
        }
        return switch (rulebook()) {
            case Step.Stop<Rulebook> stop -> stop.end(terminal);
            case Step.Next<Rulebook>(Rulebook rulebook) -> fix(rulebook);
        };
    }

    private Optional<String> misuse() {
        if (files.contains(STDIN) && files.size() > 1) {
            return Optional.of("standard input is mended alone (-f -). Name files in a command of their own.");
        }
        if (files.contains(STDIN) && write) {
            return Optional.of("--write cannot change standard input (-f -). Leave it out: the text is printed.");
        }
        return words.stream()
                .filter(word -> !Checks.known(word))
                .findFirst()
                .map(word -> "no rule is named \"%s\" (--rule). %s"
                        .formatted(
                                word,
                                Nearest.to(word, Checks.words())
                                        .map("Did you mean %s?"::formatted)
                                        .orElse("kspec scan -o json names them.")));
    }

    private Step<Rulebook> rulebook() {
        return switch (FileSpecification.forFiles(Optional.ofNullable(specification), List.of(), terminal)) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification>(Specification chosen) -> Compiling.compiled(chosen, terminal);
        };
    }

    private int fix(Rulebook rulebook) {
        SourceTexts read = ManifestFiles.texts(files, recursive, terminal.in());
        read.hints().forEach(terminal::warn);
        List<Mended> mended = mended(rulebook, read.texts());
        var unread = new ArrayList<>(read.unread());
        boolean fromStdin = files.contains(STDIN);
        if (write) {
            mended.stream()
                    .filter(Mended::changed)
                    .flatMap(file -> written(file).stream())
                    .forEach(unread::add);
        }
        var outcome = new Outcome(mended, write || fromStdin, unread);
        print(outcome, fromStdin);
        return outcome.code().code();
    }

    private List<Mended> mended(Rulebook rulebook, List<SourceText> texts) {
        Map<SourceText, Sections> sections = new LinkedHashMap<>();
        texts.forEach(text -> sections.put(text, Sections.of(text.source(), text.text())));
        List<JsonNode> objects = sections.values().stream()
                .flatMap(each -> each.list().stream())
                .flatMap(section -> section.parsed().stream())
                .filter(Document.class::isInstance)
                .map(parsed -> ((Document) parsed).json())
                .toList();
        var circumstances =
                new Circumstances(NamespacesRead.of(objects), terminal.clock().instant());
        return sections.entrySet().stream()
                .map(each -> Mending.of(each.getKey(), each.getValue(), rulebook, circumstances, this::isChosen))
                .toList();
    }

    private boolean isChosen(Rule rule) {
        return words.isEmpty() || words.stream().anyMatch(word -> Checks.names(word, rule.id(), rule.card()));
    }

    private static Optional<Failure> written(Mended mended) {
        return mended.source()
                .file()
                .flatMap(file -> FileWrite.replace(file, mended.source().text(), mended.text()));
    }

    private void print(Outcome outcome, boolean fromStdin) {
        outcome.gaps().forEach(terminal::complain);
        switch (output) {
            case JSON -> JsonReport.print(outcome, terminal.out());
            case DIFF -> {
                if (fromStdin) {
                    outcome.files().forEach(text -> terminal.out().print(text.text()));
                    terminal.out().flush();
                    DiffReport.printLeft(outcome, terminal);
                } else {
                    DiffReport.print(outcome, terminal, common.colour().ansi(terminal));
                }
            }
        }
    }
}
