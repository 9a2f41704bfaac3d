package io.kspec.cli.generate;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.policy.Generated;
import io.kspec.core.policy.Policies;
import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.policy.Terms;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.Mode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "policies",
        header = "Write a specification as policies of the API server or of Kyverno.",
        description = {
            "",
            "The policies refuse, warn and admit as kspec's own admission does, for pods and for the workloads that",
            "make them. What a format cannot say is told on standard error.",
            "Mode enforce of the specification denies, audit only records, and monitor writes no policies.",
            ""
        },
        footer = {
            "  kspec generate policies --spec cluster-spec.yaml | kubectl apply -f -",
            "  kspec generate policies --spec cluster-spec.yaml --format kyverno --mode audit",
            "  kspec generate policies --spec-name production-cluster --output-dir policies/",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The policies were written.",
            "1:With --strict, the policies do not say all that the specification says.",
            "2:Wrong usage.",
            "3:The specification could not be read.",
            "4:The files cannot be written."
        })
public final class GeneratePoliciesCommand implements Callable<Integer> {
    /// What admission leaves alone, as the operator does.
    private static final Set<String> ALWAYS_EXEMPT = Set.of("kube-system", "kspec-system");

    private final Terminal terminal;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @ArgGroup
    private @Nullable Chosen chosen;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "vap",
            converter = PolicyFormatConverter.class,
            description = {
                "vap: the API server's own ValidatingAdmissionPolicy.",
                "kyverno: Kyverno's ValidatingPolicy.",
                "kyverno-legacy: Kyverno's ClusterPolicy, for older versions."
            })
    private PolicyFormat format = new PolicyFormat.AdmissionPolicy();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "audit or enforce. Default: the mode of the specification.")
    private @Nullable AskedMode mode;

    @Option(
            names = "--exempt-namespace",
            paramLabel = "NAME",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = {
                "A further namespace that the policies leave alone; may be repeated.",
                "kube-system and kspec-system always are."
            })
    private List<String> exempt = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "yaml or json.")
    private TextFormat output = TextFormat.YAML;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = {
                "Write one file per policy into this directory, over files of the same name.",
                "Default: standard output."
            })
    private @Nullable Path directory;

    @Option(
            names = "--strict",
            description = "Exit 1 when the policies do not say all that the specification says. Off by default.")
    private boolean strict;

    /// The modes that write policies.
    enum AskedMode {
        AUDIT,
        ENFORCE;

        Mode mode() {
            return this == AUDIT ? Mode.AUDIT : Mode.ENFORCE;
        }
    }

    /// Which specification; not both.
    static final class Chosen {
        @Option(
                names = "--spec",
                paramLabel = "FILE",
                description = {"The file of the ClusterSpecification.", "Default: the cluster's only one."})
        @Nullable
        Path file;

        @Option(names = "--spec-name", paramLabel = "NAME", description = "The ClusterSpecification in the cluster.")
        @Nullable
        String name;
    }

    public GeneratePoliciesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (specification()) {
            case Step.Stop<Specification> stop -> stop.end(terminal);
            case Step.Next<Specification>(Specification specification) ->
                switch (Rulebook.compile(specification.name(), specification.spec())) {
                    case Rulebook.Compilation.Compiled compiled -> {
                        compiled.warnings().forEach(warning -> terminal.warn(warning.sentence()));
                        yield generate(compiled.rulebook());
                    }
                    case Rulebook.Compilation.Refused refused ->
                        ((Step.Stop<?>) SpecificationChoice.refused(refused.problems(), specification.origin()))
                                .end(terminal);
                };
        };
    }

    private Step<Specification> specification() {
        if (chosen != null && chosen.file != null) {
            return SpecificationChoice.inFile(chosen.file, terminal.in());
        }
        return switch (OpenCluster.open(cluster, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster>(OpenCluster open) -> {
                try (open) {
                    yield chosen != null && chosen.name != null
                            ? SpecificationChoice.named(chosen.name, open.specifications())
                            : SpecificationChoice.only(open.specifications());
                }
            }
        };
    }

    private int generate(Rulebook rulebook) {
        Instant now = terminal.clock().instant();
        Mode wanted = mode == null ? rulebook.enforcementAt(now).mode() : mode.mode();
        if (wanted == Mode.MONITOR) {
            terminal.note("nothing is written: %s. Pass --mode audit or --mode enforce."
                    .formatted(
                            rulebook.enforcement().mode() == Mode.MONITOR
                                    ? "the mode is monitor, which only records"
                                    : "the specification is not active at this time"));
            return strict ? ExitCode.FINDINGS.code() : ExitCode.OK.code();
        }
        var left = new TreeSet<>(ALWAYS_EXEMPT);
        left.addAll(exempt);
        return print(rulebook, Policies.of(rulebook, format, new Terms(wanted, left, Set.of(), now)));
    }

    private int print(Rulebook rulebook, Generated generated) {
        if (directory == null) {
            terminal.out().print(generated.objects().isEmpty() ? "" : output.text(generated.objects()));
            terminal.out().flush();
        } else {
            switch (PolicyFiles.write(generated.objects(), directory, output)) {
                case Step.Stop<Integer> stop -> {
                    return stop.end(terminal);
                }
                case Step.Next<Integer>(Integer files) ->
                    terminal.note("%d files are written to %s.".formatted(files, directory));
            }
        }
        generated.leftOut().forEach(left -> terminal.warn("left out: %s: %s.".formatted(left.rule(), left.reason())));
        generated.departures().forEach(departure -> terminal.warn(departure + "."));
        int rules = rulebook.workloadRules().size() + rulebook.clusterRules().size();
        terminal.note("%d of %d rules are said in %s."
                .formatted(rules - generated.leftOut().size(), rules, format.word()));
        boolean complete = generated.complete() && rulebook.notBuilt().isEmpty();
        return strict && !complete ? ExitCode.FINDINGS.code() : ExitCode.OK.code();
    }
}
