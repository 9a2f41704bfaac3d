package io.kspec.cli.devops;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "analyze",
        header = "Judge the running pods of a cluster without a policy.",
        description = {
            "",
            "Every check is on: the tag latest, both probes, more than three restarts, any Pending pod. Namespaces of",
            "the system are left out. Weights and bands are those of DevOpsPolicies: docs/devopspolicy.md.",
            ""
        },
        footer = {"  kspec devops analyze", "  kspec devops analyze -n shop --min-score 80", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every pod could be read, and the score is high enough.",
            "1:The score is below --min-score.",
            "2:Wrong usage.",
            "3:Not every pod could be read."
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Only this namespace. Default: all but those of the system.")
    private @Nullable String namespace;

    @Option(
            names = "--min-score",
            paramLabel = "SCORE",
            description = "Exit 1 when the health score is lower. Default: no demand.")
    private int minScore;

    @Mixin
    private OutputOption output = new OutputOption();

    AnalyzeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (OpenCluster.open(options, Optional.ofNullable(namespace), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield print(cluster.read(Set.of(Resource.PODS)).list(Resource.PODS));
                }
            }
        };
    }

    private int print(Listing pods) {
        Analysis analysis = Analysis.of(pods.items(), terminal.clock().instant());
        switch (output.chosen()) {
            case JSON -> PrettyJson.print(analysis.json(), terminal.out());
            case TABLE -> Columns.lines(analysis.rows()).forEach(terminal.out()::println);
        }
        pods.gaps().forEach(gap -> terminal.complain(gap.sentence()));
        if (!pods.gaps().isEmpty()) {
            return ExitCode.NOT_EVALUATED.code();
        }
        return analysis.score().value() < minScore ? ExitCode.FINDINGS.code() : ExitCode.OK.code();
    }
}
