package io.kspec.cli.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.Columns;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Resource;
import io.kspec.core.remedy.Remediated;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "List what the operator changed of running workloads.",
        footer = {"  kspec remediation list", "  kspec remediation list -n shop -o json", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:All of it is listed.", "2:Wrong usage.", "3:Not every workload could be read."})
final class ListRemediations implements Callable<Integer> {
    private static final EnumSet<Resource> CHANGED =
            EnumSet.of(Resource.DEPLOYMENTS, Resource.STATEFUL_SETS, Resource.DAEMON_SETS, Resource.CRON_JOBS);

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Only of this namespace. Default: of all.")
    private @Nullable String namespace;

    @Mixin
    private OutputOption output = new OutputOption();

    ListRemediations(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (OpenCluster.open(options, Optional.ofNullable(namespace), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    yield print(cluster.read(CHANGED));
                }
            }
        };
    }

    private int print(ClusterView view) {
        List<JsonNode> changed = CHANGED.stream()
                .flatMap(resource -> view.list(resource).items().stream())
                .filter(object -> !Remediated.of(object).entries().isEmpty())
                .toList();
        switch (output.chosen()) {
            case JSON -> PrettyJson.print(json(changed), terminal.out());
            case TABLE -> table(changed);
        }
        var gaps = CHANGED.stream()
                .map(view::list)
                .map(Listing::gaps)
                .flatMap(List::stream)
                .toList();
        gaps.forEach(gap -> terminal.complain(gap.sentence()));
        return gaps.isEmpty() ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }

    private void table(List<JsonNode> changed) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("NAMESPACE", "WORKLOAD", "WHEN", "RULE", "CHANGE"));
        for (JsonNode object : changed) {
            for (Remediated.Entry entry : Remediated.of(object).entries()) {
                rows.add(List.of(
                        object.path("metadata").path("namespace").asText(""),
                        workload(object),
                        Printable.line(entry.at()),
                        Printable.line(entry.rule()),
                        Printable.line(entry.change().sentence())));
            }
        }
        if (changed.isEmpty()) {
            terminal.out().println("nothing was changed");
            return;
        }
        Columns.lines(rows).forEach(terminal.out()::println);
        terminal.out().println();
        terminal.out().println("Next: kspec remediation undo WORKLOAD -n NAMESPACE takes all changes of one back.");
    }

    private static ArrayNode json(List<JsonNode> changed) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode object : changed) {
            ObjectNode one = list.addObject()
                    .put("namespace", object.path("metadata").path("namespace").asText(""))
                    .put("workload", workload(object));
            ArrayNode changes = one.putArray("changes");
            Remediated.of(object).entries().forEach(entry -> changes.add(ChangeJson.of(entry)));
        }
        return list;
    }

    /// `deployment/web`, as `undo` takes it.
    private static String workload(JsonNode object) {
        return "%s/%s"
                .formatted(
                        object.path("kind").asText("").toLowerCase(Locale.ROOT),
                        object.path("metadata").path("name").asText(""));
    }
}
