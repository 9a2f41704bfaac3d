package io.kspec.cli.migrate;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.document.Document;
import io.kspec.core.failure.Failure;
import io.kspec.core.migration.Entry;
import io.kspec.core.migration.Migrated;
import io.kspec.core.migration.Migration;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        header = "Rewrite files and objects of the older kspec as today's ClusterSpecification.",
        description = {
            "",
            "Reads kspec.dev/v1 files, the ConfigMap kspec-cluster-spec, and stored kspec.io/v1alpha1 objects. Every",
            "field is accounted for on standard error. The result never refuses and never repairs: its mode is",
            "monitor, and the line that changes this is printed.",
            ""
        },
        footer = {
            "  kspec migrate --input cluster-spec.yaml --output clusterspec-cr.yaml",
            "  kspec migrate --input deploy/drift/configmap.yaml --output - | kubectl apply -f -",
            "  kubectl get clusterspec -o yaml | kspec migrate --input - --output - --strict",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything was written.",
            "1:With --strict: it was written, and something was lost or renamed.",
            "2:Wrong usage, or an input that cannot be read; nothing was written.",
            "4:The output exists already, or cannot be written."
        })
public final class MigrateCommand implements Callable<Integer> {
    private static final String STANDARD = "-";
    private static final FieldPath SPEC = FieldPath.of("spec");

    private final Terminal terminal;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = "The file to read; - for standard input. Required.")
    private String input = "";

    @Option(
            names = "--output",
            paramLabel = "FILE",
            required = true,
            description = "The file to write; - for standard output. Required.")
    private String output = "";

    @Option(names = "--strict", description = "End with 1 when something was lost or renamed. Off by default.")
    private boolean strict;

    @Option(names = "--force", description = "Overwrite the output when it exists. Off by default.")
    private boolean force;

    public MigrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Manifests manifests = ManifestFiles.read(List.of(input), false, terminal.in());
        if (!manifests.complete()) {
            manifests.broken().forEach(broken -> terminal.complain(broken.failure()));
            manifests.unread().forEach(terminal::complain);
            return ExitCode.USAGE.code();
        }
        List<Migrated> migrated = manifests.documents().stream()
                .<Migrated>flatMap(document -> Migration.of(document).stream())
                .toList();
        boolean readable = migrated.stream().map(this::tell).reduce(true, Boolean::logicalAnd);
        List<JsonNode> objects = objects(migrated);
        if (readable && objects.isEmpty()) {
            terminal.complain("nothing in it is a specification of kspec (%s). %s"
                    .formatted(input, "Name the file that the older kspec read."));
        }
        if (!readable || objects.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        List<Entry> entries = migrated.stream().flatMap(MigrateCommand::entries).toList();
        Account.lines(entries).forEach(terminal.err()::println);
        return write(YamlOut.text(objects)) ? end(migrated, entries) : ExitCode.REFUSED.code();
    }

    private int end(List<Migrated> migrated, List<Entry> entries) {
        migrated.forEach(this::advise);
        boolean changed = entries.stream().anyMatch(Entry::changed);
        return strict && changed ? ExitCode.FINDINGS.code() : ExitCode.OK.code();
    }

    /// Says what a document came to unless that stands in the table; false when the command cannot go on.
    private boolean tell(Migrated migrated) {
        return switch (migrated) {
            case Migrated.Rewritten _ -> true;
            case Migrated.LeftOut left -> {
                terminal.note("%s is left out: %s".formatted(name(left.document()), left.reason()));
                yield true;
            }
            case Migrated.Unreadable(var broken) -> {
                terminal.complain(broken.failure());
                yield false;
            }
            case Migrated.Refused(Document document, var problems) -> {
                problems.forEach(problem -> terminal.complain("%s:%s: %s"
                        .formatted(
                                document.source(), document.positions().nearest(problem.path()), problem.sentence())));
                yield false;
            }
        };
    }

    private void advise(Migrated migrated) {
        if (migrated instanceof Migrated.Rewritten rewritten) {
            notEvaluated(rewritten.json());
            rewritten.advice().forEach(terminal::note);
        }
    }

    private void notEvaluated(JsonNode json) {
        boolean specification = json.path("kind").asText("").equals("ClusterSpecification");
        if (specification && SpecReading.of(json.path("spec"), SPEC) instanceof SpecReading.Read<ClusterSpec> read) {
            SpecValidation.of(read.value()).warnings().forEach(warning -> terminal.warn(warning.sentence()));
        }
    }

    private static List<JsonNode> objects(List<Migrated> migrated) {
        var objects = new ArrayList<JsonNode>();
        for (Migrated one : migrated) {
            if (one instanceof Migrated.Rewritten rewritten) {
                objects.add(rewritten.json());
            }
        }
        return objects;
    }

    private static Stream<Entry> entries(Migrated migrated) {
        return switch (migrated) {
            case Migrated.Rewritten rewritten -> rewritten.entries().stream();
            case Migrated.LeftOut left -> left.entries().stream();
            case Migrated.Refused _, Migrated.Unreadable _ -> Stream.empty();
        };
    }

    private boolean write(String text) {
        if (output.equals(STANDARD)) {
            terminal.out().print(text);
            return true;
        }
        try {
            Files.writeString(Path.of(output), text, howToOpen());
            terminal.note("%s is written".formatted(output));
            return true;
        } catch (FileAlreadyExistsException exists) {
            terminal.complain(new Failure.Malformed(
                    "the file exists already", output, "Name another with --output, or overwrite it with --force."));
        } catch (IOException refused) {
            terminal.complain(new Failure.Malformed(
                    "the file cannot be written: %s"
                            .formatted(refused.getClass().getSimpleName()),
                    output,
                    "Check the directory and its rights."));
        }
        return false;
    }

    private OpenOption[] howToOpen() {
        return force
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    }

    private static String name(Document document) {
        JsonNode json = document.json();
        return "%s %s"
                .formatted(
                        json.path("kind").asText("an object without a kind"),
                        json.path("metadata").path("name").asText("without a name"));
    }
}
