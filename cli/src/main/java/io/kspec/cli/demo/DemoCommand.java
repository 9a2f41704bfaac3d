package io.kspec.cli.demo;

import io.kspec.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `kspec demo`.
@Command(
        name = "demo",
        sortOptions = false,
        description = {
            "Shows the whole loop on a real Kubernetes API server: declared, judged, refused, repaired, rolled out.",
            "",
            "Starts a control plane on this machine and the operator beside it, tells the story, and stays",
            "until Ctrl+C, which removes everything. Needs the programs of Kubernetes: ./kspec demo builds them",
            "once; KSPEC_KUBE_BIN names a directory that has them already."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kspec demo                 tell the story and stay",
            "  kspec demo --once          tell it and end; exit 0 only if every scene truly happened",
            "  kspec demo --kubeconfig F  tell it on a cluster whose API server runs on this machine, without rollouts"
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End after the last scene instead of waiting for Ctrl+C.")
    private boolean once;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Use this cluster. Its other namespaces are left alone, but its API server must run on this"
                    + " machine to reach the operator.")
    private @Nullable Path kubeconfig;

    @Option(names = "--context", paramLabel = "NAME", description = "Context of the kubeconfig; default: its current.")
    private @Nullable String context;

    @Spec
    private @Nullable CommandSpec spec;

    private final BiConsumer<Scene, Stage> before;

    private final BiFunction<Terminal, String[], Integer> kspec;

    /// @param kspec runs this program's commands, which the story uses as a person would
    public DemoCommand(BiFunction<Terminal, String[], Integer> kspec) {
        this(kspec, (scene, stage) -> {});
    }

    /// With something that happens before each scene.
    DemoCommand(BiFunction<Terminal, String[], Integer> kspec, BiConsumer<Scene, Stage> before) {
        this.kspec = kspec;
        this.before = before;
    }

    /// What needs a Kubernetes client is in [DemoRun], so that other commands start without loading one.
    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw new ParameterException(
                    command, "--kubeconfig %s cannot be read. Name an existing file.".formatted(kubeconfig));
        }
        return new DemoRun(
                        command.getOut(),
                        command.getErr(),
                        once,
                        Optional.ofNullable(kubeconfig),
                        Optional.ofNullable(context),
                        kspec,
                        before)
                .tell();
    }
}
