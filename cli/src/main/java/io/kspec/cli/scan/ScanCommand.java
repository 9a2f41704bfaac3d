package io.kspec.cli.scan;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.input.ManifestFiles;
import io.kspec.cli.input.Manifests;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.FileSpecification;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.CommonOptions;
import io.kspec.cli.terminal.DurationConverter;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.export.Changes;
import io.kspec.core.export.EarlierReport;
import io.kspec.core.export.Format;
import io.kspec.core.export.Provenance;
import io.kspec.core.export.Report;
import io.kspec.core.framework.Framework;
import io.kspec.core.framework.Frameworks;
import io.kspec.core.rulebook.Rulebook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "scan",
        header = "Judge a cluster, or manifests in files, by a specification.",
        description = {
            "",
            "Without -f the current cluster is judged, by its own ClusterSpecification unless another one is chosen.",
            "With -f the workloads in files are judged, by the embedded production profile unless one is chosen.",
            ""
        },
        footer = {
            "  kspec scan                                     the current cluster, by its own specification",
            "  kspec scan --spec cluster-spec.yaml -n shop    one namespace, by a file",
            "  kspec scan -f deploy/ -R                       every manifest below deploy/",
            "  helm template ./chart | kspec scan -f - -o json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Nothing found at or above --fail-on, and everything was evaluated.",
            "1:A rule at or above --fail-on is broken, or the score is below --min-score.",
            "2:Wrong usage.",
            "3:Not everything could be evaluated.",
            "124:--timeout passed.",
            "130:Interrupted."
        })
public final class ScanCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "PATH",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "A file, a directory or - for standard input; may be repeated. Default: the cluster.")
    private List<String> files = List.of();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read directories inside directories too. Off by default.")
    private boolean recursive;

    @ArgGroup
    private @Nullable Chosen chosen;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = {
                "Judge this namespace only; with -f, the namespace of objects that name none.",
                "Default: all namespaces."
            })
    private @Nullable String namespace;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = {
                "table or json; for other programs junit, sarif (what somebody must look at), sarif-full,",
                "oscal or openreports; for people html. Default: table."
            })
    private OutputFormat output = OutputFormat.TABLE;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            converter = Since.class,
            description = "Say what changed since an earlier scan -o json; with -o table and -o html. Off by default.")
    private @Nullable EarlierReport since;

    @Mixin
    private GateOptions gate = new GateOptions();

    @Option(
            names = "--framework",
            paramLabel = "NAME",
            description = {
                "Report only what is evidence for this compliance framework, for example cis-k8s-1.12 or soc-2,",
                "and what it says of each control; may be repeated. Default: everything."
            })
    private List<String> frameworks = List.of();

    @Option(
            names = "--library",
            paramLabel = "PATH",
            description = "A file or directory of what the specification may build on; may be repeated.")
    private List<Path> libraries = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Exit 124 when reading the cluster takes longer. Default: no limit.")
    private @Nullable Duration timeout;

    /// Which specification; not both.
    static final class Chosen {
        @Option(
                names = "--spec",
                paramLabel = "FILE",
                description = {
                    "The file of the ClusterSpecification to judge by.",
                    "Default: the cluster's only one; with -f, the embedded production profile."
                })
        @Nullable
        Path file;

        @Option(
                names = "--spec-name",
                paramLabel = "NAME",
                description = "The ClusterSpecification in the cluster to judge by.")
        @Nullable
        String name;
    }

    public ScanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (files.isEmpty() ? cluster() : files()) {
            case Step.Stop<Judged> stop -> stop.end(terminal);
            case Step.Next<Judged>(Judged judged) -> report(judged.selecting(selected()));
        };
    }

    /// @throws ParameterException when a name is no framework's
    private List<Framework> selected() {
        return frameworks.stream()
                .map(name -> Frameworks.named(name)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(),
                                "--framework %s is none that kspec knows. Known are: %s."
                                        .formatted(name, String.join(", ", Frameworks.names())))))
                .toList();
    }

    private Step<Judged> files() {
        return switch (specificationForFiles()) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification>(Specification specification) ->
                switch (Compiling.compiled(specification, terminal)) {
                    case Step.Stop<Rulebook> stop -> stop.retyped();
                    case Step.Next<Rulebook>(Rulebook rulebook) -> Step.next(judgeFiles(rulebook, specification));
                };
        };
    }

    private Judged judgeFiles(Rulebook rulebook, Specification specification) {
        Manifests manifests = ManifestFiles.read(files, recursive, terminal.in());
        manifests
                .broken()
                .forEach(broken ->
                        terminal.complain("%s: %s. %s".formatted(broken.where(), broken.what(), broken.remedy())));
        manifests.unread().forEach(terminal::complain);
        manifests.hints().forEach(terminal::warn);
        return FileScan.judge(
                rulebook,
                specification.origin(),
                manifests,
                Optional.ofNullable(namespace),
                terminal.clock().instant());
    }

    private Step<Specification> specificationForFiles() {
        if (chosen != null && chosen.name != null) {
            return ClusterScan.specification(cluster, chosen.name, terminal);
        }
        return FileSpecification.forFiles(
                Optional.ofNullable(chosen == null ? null : chosen.file), libraries, terminal);
    }

    private Step<Judged> cluster() {
        var scan = new ClusterScan(terminal, cluster, Optional.ofNullable(namespace), Optional.ofNullable(timeout));
        return scan.judge(open -> {
            if (chosen != null && chosen.file != null) {
                return SpecificationChoice.inFile(chosen.file, libraries, terminal.in());
            }
            return chosen != null && chosen.name != null
                    ? SpecificationChoice.named(chosen.name, open.specifications(), open.templates())
                    : SpecificationChoice.only(open.specifications(), open.templates());
        });
    }

    private int report(Judged judged) {
        if (judged.empty()) {
            terminal.note("nothing to evaluate: %s.".formatted(judged.subject()));
        }
        switch (output) {
            case JSON -> {
                warnOfSince();
                JsonReport.print(judged, terminal.out());
            }
            case TABLE -> table(judged);
            case JUNIT -> export(judged, Format.JUNIT);
            case SARIF -> export(judged, Format.SARIF);
            case SARIF_FULL -> export(judged, Format.SARIF_FULL);
            case OSCAL -> export(judged, Format.OSCAL);
            case OPENREPORTS -> export(judged, Format.OPENREPORTS);
            case HTML -> export(judged, Format.HTML);
        }
        Gate.Decision decision = gate.gate().of(judged);
        terminal.out().flush();
        decision.because().forEach(terminal::warn);
        return decision.code().code();
    }

    private void table(Judged judged) {
        if (!judged.empty()) {
            TableReport.print(judged, terminal.out(), common.colour().ansi(terminal));
        }
        if (since != null) {
            Changes changes = Changes.since(since, exported(judged));
            terminal.out().println("%nSince %s: %s.".formatted(Printable.line(since.name()), changes.sentence()));
        }
    }

    private void export(Judged judged, Format format) {
        if (format != Format.HTML) {
            warnOfSince();
        }
        ExportedReport.print(exported(judged), format, terminal.out());
    }

    private void warnOfSince() {
        if (since != null) {
            terminal.warn("--since says nothing in this format; choose -o table or -o html.");
        }
    }

    private Report exported(Judged judged) {
        var type = files.isEmpty() ? Provenance.SubjectType.CLUSTER : Provenance.SubjectType.FILES;
        return ExportedReport.of(judged, type, terminal.clock().instant(), Optional.ofNullable(since));
    }
}
