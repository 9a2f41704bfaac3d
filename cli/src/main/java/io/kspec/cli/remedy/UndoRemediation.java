package io.kspec.cli.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.cluster.Reading;
import io.kspec.core.remedy.Remedy;
import io.kspec.core.remedy.Undo;
import io.kspec.kube.read.WorkloadObjects;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        header = "Take back what the operator changed of one workload, and have it left alone.",
        description = {
            "",
            "Puts back what stood in each field that is still as the operator set it, and says which fields somebody",
            "changed since: those stay. The workload is annotated with kspec.io/remediation: disabled, so that it is",
            "not changed again; remove the annotation to allow it. Pods roll as after any change of a template.",
            ""
        },
        footer = {
            "  kspec remediation undo deployment/web -n shop --dry-run    what would be put back",
            "  kspec remediation undo deployment/web -n shop",
            "  kubectl annotate deployment web -n shop kspec.io/remediation-    allow it again",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All of it is taken back, or would be.",
            "1:Some fields stay: somebody else changed or demands them.",
            "2:Wrong usage.",
            "3:The workload could not be read.",
            "4:The API server refused it."
        })
final class UndoRemediation implements Callable<Integer> {
    private static final int MOST_TRIES = 5;

    private final Terminal terminal;

    @Mixin
    private ClusterOptions options = new ClusterOptions();

    @Parameters(paramLabel = "KIND/NAME", description = "The workload, for example deployment/web.")
    private String workload = "";

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "Its namespace. Default: that of the context, else default.")
    private @Nullable String namespace;

    @Option(names = "--dry-run", description = "Ask the API server whether it would take it, and write nothing.")
    private boolean dryRun;

    @Mixin
    private OutputOption output = new OutputOption();

    UndoRemediation(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<Named> named = Named.of(workload);
        if (named.isEmpty()) {
            terminal.complain("\"%s\" names no workload that is ever changed. Write deployment/NAME, statefulset/NAME,"
                            .formatted(workload)
                    + " daemonset/NAME or cronjob/NAME; kspec remediation list names those that were.");
            return ExitCode.USAGE.code();
        }
        return switch (OpenCluster.open(options, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.end(terminal);
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster cluster = opened.value()) {
                    String where = Optional.ofNullable(namespace).orElseGet(cluster::namespace);
                    yield undo(cluster, named.get(), where).code();
                }
            }
        };
    }

    /// Once more when somebody wrote in between: a controller writes its Deployment often.
    private ExitCode undo(OpenCluster cluster, Named named, String where) {
        ObjectWriter writer = cluster.writer(Remedy.MANAGER);
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            switch (cluster.workloads().workload(named.kind(), where, named.name())) {
                case Reading.Unknown<Optional<JsonNode>> unread -> {
                    terminal.complain(unread.why().sentence());
                    return ExitCode.NOT_EVALUATED;
                }
                case Reading.Known<Optional<JsonNode>> read -> {
                    Optional<ExitCode> ended = read.value()
                            .map(live -> undo(writer, named, live, where))
                            .orElseGet(() -> missing(named, where));
                    if (ended.isPresent()) {
                        return ended.get();
                    }
                }
            }
        }
        terminal.complain("%s is written by somebody else all the time. Try again.".formatted(named.display(where)));
        return ExitCode.REFUSED;
    }

    private Optional<ExitCode> missing(Named named, String where) {
        terminal.complain(
                "there is no %s. kspec remediation list names what was changed.".formatted(named.display(where)));
        return Optional.of(ExitCode.NOT_EVALUATED);
    }

    /// Empty to read again.
    private Optional<ExitCode> undo(ObjectWriter writer, Named named, JsonNode live, String where) {
        Optional<Undo> undo = Undo.of(live);
        if (undo.isEmpty()) {
            terminal.note("%s was not changed, or all of it was taken back.".formatted(named.display(where)));
            return Optional.of(ExitCode.OK);
        }
        var change = new Change.Demand(
                WorkloadObjects.kind(named.kind()), undo.get().document(), Remedy.MANAGER, "it is undone by hand");
        return switch (dryRun ? writer.preview(change) : writer.write(change)) {
            case Outcome.Outdated _ -> Optional.empty();
            case Outcome.Refused refused -> {
                terminal.complain(refused.why().sentence());
                yield Optional.of(ExitCode.REFUSED);
            }
            case Outcome.Done(Change _, ObjectNode stored) ->
                Optional.of(UndoText.print(
                        new UndoText.Undone(named.display(where), undo.get(), stored, dryRun),
                        output.chosen(),
                        terminal));
        };
    }
}
