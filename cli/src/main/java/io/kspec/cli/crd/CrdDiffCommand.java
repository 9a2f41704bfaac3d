package io.kspec.cli.crd;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.output.YamlOut;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.lifecycle.crd.object.Weighed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        header = "Compare definitions: what breaks, what is lost, and whether there is a way back.",
        description = {
            "",
            "OLD and NEW are files, directories or - for standard input; each may hold several definitions among",
            "other objects, which are paired by name. Each finding has two weights, from ok over info, warn, break",
            "and loss to reject: when NEW is applied, and when OLD is put back after objects were written under NEW.",
            "",
            "The objects that are stored decide about some findings: a removed field that none of them sets is a",
            "warning, one in use names how many set it and an example. --objects reads them from files that hold all",
            "of a kind, --cluster from the cluster. An object that cannot be read counts as using everything.",
            "",
            "docs/crd-compatibility.md lists every rule.",
            ""
        },
        footer = {
            "  kspec crd diff old.yaml new.yaml",
            "  kspec crd diff v1.2/crds v1.3/crds -o json",
            "  kspec crd diff --cluster new.yaml                     with what is live in the current context",
            "  helm show crds operator | kspec crd diff --cluster -",
            "  kubectl get widgets --all-namespaces -o yaml > widgets.yaml",
            "  kspec crd diff old.yaml new.yaml --objects widgets.yaml",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Compatible: nothing weighs a break or more.",
            "1:Something breaks, is lost or is refused.",
            "2:Wrong usage, or a file that cannot be read or holds no definition.",
            "3:The cluster could not be read."
        })
final class CrdDiffCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "OLD NEW",
            arity = "1..2",
            description = "The definitions before and after; with --cluster, NEW alone.")
    private List<String> paths = List.of();

    @Option(
            names = "--cluster",
            description = "Take what is live in a cluster for OLD, and the objects stored there. Off by default.")
    private boolean live;

    @Option(
            names = "--objects",
            paramLabel = "PATH",
            description = "A file or directory with every object that is stored; repeatable. With OLD and NEW only.")
    private List<String> objects = List.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-R", "--recursive"},
            description = "Read directories inside directories too. Off by default.")
    private boolean recursive;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            showDefaultValue = CommandLine.Help.Visibility.ALWAYS,
            description = "table, json or yaml.")
    private CrdFormat output = CrdFormat.TABLE;

    CrdDiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (compared()) {
            case Step.Stop<List<Weighed>> stop -> stop.end(terminal);
            case Step.Next<List<Weighed>> next -> print(next.value());
        };
    }

    private Step<List<Weighed>> compared() {
        int wanted = live ? 1 : 2;
        if (paths.size() != wanted) {
            return Step.stop(
                    ExitCode.USAGE,
                    live
                            ? "with --cluster, name NEW alone: what is live is OLD."
                            : "name OLD and NEW, or NEW alone with --cluster.");
        }
        if (live && !objects.isEmpty()) {
            return Step.stop(ExitCode.USAGE, "leave out --objects: with --cluster, what is stored there is read.");
        }
        return Definitions.in(paths.getLast(), recursive, terminal.in())
                .then(next -> live ? withCluster(next) : withFiles(next));
    }

    private Step<List<Weighed>> withFiles(Definitions next) {
        return Definitions.in(paths.getFirst(), recursive, terminal.in()).then(old -> {
            var pairs = new DefinitionPairs(old, next);
            return objects.isEmpty()
                    ? Step.next(pairs.compared())
                    : FileObjects.in(objects, recursive, terminal)
                            .then(stored -> Step.next(
                                    pairs.weighed(stored, terminal.clock().instant())));
        });
    }

    private Step<List<Weighed>> withCluster(Definitions next) {
        return switch (OpenCluster.open(cluster, Optional.empty(), terminal)) {
            case Step.Stop<OpenCluster> stop -> stop.retyped();
            case Step.Next<OpenCluster> opened -> {
                try (OpenCluster open = opened.value()) {
                    yield new LiveDefinitions(open, cluster.requestTimeout(), terminal.clock()).compared(next);
                }
            }
        };
    }

    private int print(List<Weighed> weighed) {
        boolean asked = live || !objects.isEmpty();
        switch (output) {
            case JSON -> PrettyJson.print(CrdDiffJson.of(weighed, asked), terminal.out());
            case YAML -> terminal.out().print(YamlOut.text(CrdDiffJson.of(weighed, asked)));
            case TABLE -> CrdDiffText.lines(weighed).forEach(terminal.out()::println);
        }
        boolean breaks = weighed.stream().anyMatch(one -> one.comparison().breaks());
        return (breaks ? ExitCode.FINDINGS : ExitCode.OK).code();
    }
}
