package io.kspec.cli.drift;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.Installation;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.policy.Notes;
import io.kspec.cli.policy.PolicyCheck;
import io.kspec.cli.policy.Standing;
import io.kspec.cli.policy.WantedPolicies;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Slowly;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.Scan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "drift",
        header = "Tell how a cluster differs from a specification, and write nothing.",
        description = {
            "",
            "Compares the generated policies in the cluster with those that the specification asks for, and judges",
            "the cluster by its rules. A policy that is missing is of severity high, one that somebody changed medium,",
            "one that nothing asks for low; a failing check has the severity of its rule.",
            "Comparing asks the API server by dry run what it would store, and needs the right to update policies.",
            ""
        },
        footer = {
            "  kspec drift --spec cluster-spec.yaml",
            "  kspec drift --spec cluster-spec.yaml -o json > drift.json",
            "  kspec drift --spec cluster-spec.yaml && kspec enforce --spec cluster-spec.yaml --dry-run=server",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:No drift, and everything could be read.",
            "1:There is drift.",
            "2:Wrong usage.",
            "3:No drift was found, but not everything could be evaluated."
        })
public final class DriftCommand implements Callable<Integer> {
    /// Dry runs of the operator's own writes must carry its name, or they would differ by it.
    private static final String MANAGER = "kspec-policies";

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            required = true,
            description = "The file of the ClusterSpecification. Required.")
    private @Nullable Path file;

    @Mixin
    private OutputOption output = new OutputOption();

    public DriftCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (file == null) {
            terminal.complain("which specification? Name its file with --spec.");
            return ExitCode.USAGE.code();
        }
        return switch (SpecificationChoice.inFile(file, terminal.in())) {
            case Step.Stop<Specification> stop -> stop.end(terminal);
            case Step.Next<Specification> next ->
                switch (Compiling.compiled(next.value(), terminal)) {
                    case Step.Stop<Rulebook> stop -> stop.end(terminal);
                    case Step.Next<Rulebook> rulebook -> drift(rulebook.value());
                };
        };
    }

    private int drift(Rulebook rulebook) {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value();
                        var _ = Slowly.saying(terminal, "Reading " + cluster.server())) {
                    yield drift(cluster, rulebook, terminal.clock().instant());
                }
            }
        };
    }

    private int drift(OpenCluster cluster, Rulebook rulebook, Instant now) {
        Set<Resource> reads = EnumSet.copyOf(PolicyCheck.READS);
        reads.addAll(Installation.READS);
        reads.addAll(Scan.reads(rulebook));
        ClusterView view = cluster.read(reads);
        Installation installation = Installation.of(view);
        Notes.ofCronJobs(installation, terminal);
        WantedPolicies wanted = WantedPolicies.of(rulebook, installation.leftAlone(), now);
        return switch (new PolicyCheck(wanted, Optional.of(cluster.writer(MANAGER))).in(view)) {
            case Step.Stop<List<Standing>> stop -> stop.end(terminal);
            case Step.Next<List<Standing>> next ->
                print(rulebook, FoundDrift.of(next.value(), Scan.cluster(rulebook, view, now)), now);
        };
    }

    private int print(Rulebook rulebook, FoundDrift drift, Instant now) {
        switch (output.chosen()) {
            case JSON -> PrettyJson.print(DriftText.json(rulebook, drift, now), terminal.out());
            case TABLE -> DriftText.lines(rulebook, drift).forEach(terminal.out()::println);
        }
        drift.gaps().forEach(terminal::complain);
        if (!drift.events().isEmpty()) {
            return ExitCode.FINDINGS.code();
        }
        return drift.gaps().isEmpty() ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }
}
