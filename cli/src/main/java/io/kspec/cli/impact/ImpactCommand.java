package io.kspec.cli.impact;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.spec.Compiling;
import io.kspec.cli.spec.Specification;
import io.kspec.cli.spec.SpecificationChoice;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import io.kspec.core.rulebook.Rulebook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "impact",
        header = "Tell what a specification would newly refuse, by owner, before anyone switches to enforce.",
        description = {
            "",
            "What runs in the cluster, or the workloads in files, is judged by the new specification as if it",
            "enforced now, and by what is in force. An owner counts as refused when one of its pods, or the template",
            "of its next pods, would not be admitted.",
            "With -f nothing is in force unless --current names it.",
            ""
        },
        footer = {
            "  kspec impact --spec new.yaml                          the current cluster, and what is in force there",
            "  kspec impact --spec new.yaml -f deploy/ -R            manifests, and nothing in force",
            "  kspec impact --spec new.yaml -f deploy/ --current old.yaml --fail-on-impact",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Told.",
            "1:With --fail-on-impact, something would newly be refused.",
            "2:Wrong usage.",
            "3:Not everything could be read, so that the impact may be larger."
        })
public final class ImpactCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            required = true,
            description = "The file of the new ClusterSpecification. Required.")
    private @Nullable Path specification;

    @Option(
            names = "--current",
            paramLabel = "FILE",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = {
                "The file of a ClusterSpecification that is in force; may be repeated.",
                "Default: those of the cluster; with -f, none."
            })
    private List<Path> current = List.of();

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

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--fail-on-impact", description = "Exit 1 when something would newly be refused. Off by default.")
    private boolean failOnImpact;

    public ImpactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (next()) {
            case Step.Stop<Rulebook> stop -> stop.end(terminal);
            case Step.Next<Rulebook> next ->
                switch (compared(next.value())) {
                    case Step.Stop<Compared> stop -> stop.end(terminal);
                    case Step.Next<Compared> compared -> print(compared.value());
                };
        };
    }

    private Step<Rulebook> next() {
        if (specification == null) {
            return Step.stop(ExitCode.USAGE, "which specification? Name its file with --spec.");
        }
        return switch (SpecificationChoice.inFile(specification, terminal.in())) {
            case Step.Stop<Specification> stop -> stop.retyped();
            case Step.Next<Specification> next -> Compiling.compiled(Compiling.asEnforced(next.value()), terminal);
        };
    }

    private Step<Compared> compared(Rulebook next) {
        var judging = new ImpactJudging(terminal, next);
        if (files.isEmpty() && current.isEmpty()) {
            return judging.cluster(cluster);
        }
        return switch (named()) {
            case Step.Stop<List<Rulebook>> stop -> stop.retyped();
            case Step.Next<List<Rulebook>> inForce ->
                files.isEmpty()
                        ? judging.cluster(cluster, inForce.value())
                        : Step.next(judging.files(files, recursive, inForce.value()));
        };
    }

    private Step<List<Rulebook>> named() {
        if (current.isEmpty()) {
            terminal.note("compared with nothing in force; name what is with --current FILE.");
        }
        var named = new ArrayList<Specification>();
        for (Path file : current) {
            switch (SpecificationChoice.inFile(file, terminal.in())) {
                case Step.Stop<Specification> stop -> {
                    return stop.retyped();
                }
                case Step.Next<Specification> next -> named.add(next.value());
            }
        }
        return Compiling.all(named, terminal);
    }

    private int print(Compared compared) {
        switch (output.chosen()) {
            case JSON -> PrettyJson.print(ImpactJson.of(compared), terminal.out());
            case TABLE -> ImpactText.lines(compared).forEach(terminal.out()::println);
        }
        compared.gaps().forEach(terminal::complain);
        if (failOnImpact && !compared.impact().newlyRefused().isEmpty()) {
            return ExitCode.FINDINGS.code();
        }
        return compared.gaps().isEmpty() ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }
}
