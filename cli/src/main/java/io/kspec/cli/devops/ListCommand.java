package io.kspec.cli.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        header = "List the pods of a cluster.",
        footer = {"  kspec devops list pods", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All of them are listed.", "2:Wrong usage.", "3:Not every pod could be read."})
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Parameters(paramLabel = "RESOURCE", description = "What to list: pods.")
    private Listable what = Listable.PODS;

    /// What can be listed.
    enum Listable {
        PODS
    }

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield switch (what) {
                        case PODS -> print(cluster.read(Set.of(Resource.PODS)).list(Resource.PODS));
                    };
                }
            }
        };
    }

    private int print(Listing pods) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("NAMESPACE", "NAME", "STATUS", "NODE"));
        pods.items().stream()
                .map(ListCommand::row)
                .sorted(Comparator.comparing((List<String> row) -> row.get(0)).thenComparing(row -> row.get(1)))
                .forEach(rows::add);
        Columns.lines(rows).forEach(terminal.out()::println);
        terminal.out().println("%d pods".formatted(pods.items().size()));
        pods.gaps().forEach(gap -> terminal.complain(gap.sentence()));
        return pods.gaps().isEmpty() ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }

    private static List<String> row(JsonNode pod) {
        return List.of(
                pod.path("metadata").path("namespace").asText(""),
                pod.path("metadata").path("name").asText(""),
                pod.path("status").path("phase").asText("Unknown"),
                pod.path("spec").path("nodeName").asText("-"));
    }
}
