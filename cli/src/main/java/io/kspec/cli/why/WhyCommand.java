package io.kspec.cli.why;

import io.kspec.cli.cluster.ClusterOptions;
import io.kspec.cli.terminal.CommonOptions;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OutputOption;
import io.kspec.cli.terminal.PrettyJson;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        header = "Tell what decided about an object: every rule's verdict, who asks for it, which exemption holds.",
        description = {
            "",
            "With -f objects out of files are judged, by the embedded production profile unless --spec names another.",
            "Without it OBJECT is one in the cluster, judged by every ClusterSpecification there, or by --spec alone.",
            "At the end stands what admission would answer if the object were created now.",
            ""
        },
        footer = {
            "  kspec why deployment/web -n shop               an object in the cluster",
            "  kspec why ns/shop --spec cluster-spec.yaml     by a file",
            "  kspec why -f deploy.yaml                       every object in a file",
            "  kspec why -f deploy/ web -o json               the objects called web",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Told; creating it would be admitted.",
            "1:Creating it would be refused.",
            "2:Wrong usage, or there is no such object.",
            "3:Not everything could be evaluated."
        })
public final class WhyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "OBJECT",
            description =
                    "TYPE/NAME in the cluster, for example deploy/web; with -f a NAME. With -f the default is all.")
    private @Nullable String object;

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

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = {
                "The namespace of OBJECT; with -f, that of objects that name none.",
                "Default: that of the context."
            })
    private @Nullable String namespace;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = {
                "The file of the ClusterSpecification to judge by.",
                "Default: all of the cluster; with -f, the embedded production profile."
            })
    private @Nullable Path specification;

    @Mixin
    private OutputOption output = new OutputOption();

    public WhyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return switch (answered()) {
            case Step.Stop<Answered> stop -> stop.end(terminal);
            case Step.Next<Answered> next -> print(next.value());
        };
    }

    private Step<Answered> answered() {
        if (!files.isEmpty()) {
            return new WhyFiles(terminal, files, recursive, Optional.ofNullable(namespace))
                    .answer(Optional.ofNullable(specification), Optional.ofNullable(object));
        }
        if (object == null) {
            return Step.stop(
                    ExitCode.USAGE, "which object? Name one as TYPE/NAME, or files with -f. See kspec why --help.");
        }
        return ObjectName.of(object)
                .map(name -> new WhyCluster(terminal, cluster, Optional.ofNullable(namespace))
                        .answer(Optional.ofNullable(specification), name))
                .orElseGet(() -> Step.stop(
                        ExitCode.USAGE,
                        "\"%s\" is no TYPE/NAME of a type that rules read. Types: %s."
                                .formatted(object, String.join(", ", ObjectName.types()))));
    }

    private int print(Answered answered) {
        switch (output.chosen()) {
            case JSON -> PrettyJson.print(WhyJson.of(answered.objects()), terminal.out());
            case TABLE ->
                WhyText.lines(answered.objects(), common.colour().ansi(terminal))
                        .forEach(terminal.out()::println);
        }
        if (answered.refused()) {
            return ExitCode.FINDINGS.code();
        }
        return answered.evaluated() ? ExitCode.OK.code() : ExitCode.NOT_EVALUATED.code();
    }
}
