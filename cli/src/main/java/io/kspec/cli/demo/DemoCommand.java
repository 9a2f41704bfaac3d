package io.kspec.cli.demo;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.LocalOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
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
            "Shows the whole loop on a real Kubernetes API server: declared, judged, refused, repaired.",
            "",
            "Starts a control plane on this machine and the operator beside it, tells the story, and stays",
            "until Ctrl+C, which removes everything. Needs the programs of Kubernetes: ./kspec demo builds them",
            "once; KSPEC_KUBE_BIN names a directory that has them already."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kspec demo                 tell the story and stay",
            "  kspec demo --once          tell it and end; exit 0 only if every scene truly happened",
            "  kspec demo --kubeconfig F  tell it on a cluster whose API server runs on this machine"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String OWN_NAMESPACE = "kspec-system";

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

    public DemoCommand() {
        this((scene, stage) -> {});
    }

    /// With something that happens before each scene.
    DemoCommand(BiConsumer<Scene, Stage> before) {
        this.before = before;
    }

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        var story = new Story(out);
        story.opening();
        try {
            return kubeconfig == null ? onLocalCluster(story) : onCluster(story, kubeconfig);
        } catch (LocalKubernetesException | SceneFailed | KubernetesClientException failed) {
            story.failed("The cluster plays along", String.valueOf(failed.getMessage()));
            return ExitCode.NOT_EVALUATED.code();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
    }

    private int onLocalCluster(Story story) throws InterruptedException {
        PrintWriter progress = Objects.requireNonNull(spec).commandLine().getErr();
        long started = System.nanoTime();
        try (LocalKubernetes cluster = LocalKubernetes.start(LocalOptions.defaults(), clause -> {
            progress.println("kspec: " + clause);
            progress.flush();
        })) {
            Answer version = new Api(cluster.client()).get("/version");
            Answer system = new Api(cluster.client()).get("/api/v1/namespaces/kube-system");
            story.scene(
                    "A cluster is up",
                    (System.nanoTime() - started) / 1e9,
                    List.of(
                            "%d Kubernetes %s at %s (%s)"
                                    .formatted(
                                            version.code(),
                                            version.body().path("gitVersion").asText(),
                                            cluster.server(),
                                            version.millis()),
                            "%d namespace kube-system, uid %s (%s)"
                                    .formatted(system.code(), system.uid(), system.millis())));
            return play(story, cluster.client(), cluster.kubeconfig(), List.of());
        }
    }

    private int onCluster(Story story, Path file) throws InterruptedException {
        if (!Files.isReadable(file)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--kubeconfig %s cannot be read. Name an existing file.".formatted(file));
        }
        Config config = Config.fromKubeconfig(context, file.toFile());
        try (var _ = new OrderlyEnd();
                KubernetesClient client =
                        new KubernetesClientBuilder().withConfig(config).build();
                var _ = BorrowedCluster.take(client)) {
            List<String> others = client.namespaces().list().getItems().stream()
                    .map(namespace -> namespace.getMetadata().getName())
                    .toList();
            return play(story, client, file, others);
        }
    }

    private int play(Story story, KubernetesClient client, Path clusterConfig, List<String> exempt)
            throws InterruptedException {
        Namespace own = new NamespaceBuilder()
                .withNewMetadata()
                .withName(OWN_NAMESPACE)
                .endMetadata()
                .build();
        if (client.resource(own).get() == null) {
            client.resource(own).create();
        }
        Path log = logFile();
        try (OperatorProcess operator =
                OperatorProcess.start(home(), clusterConfig, Optional.ofNullable(context), log, exempt)) {
            if (!new Demo(story, before).play(client, clusterConfig, operator)) {
                story.operatorLog(log);
                return ExitCode.FINDINGS.code();
            }
            if (once) {
                story.nextSteps();
            } else {
                story.nextSteps(clusterConfig);
                stay();
            }
        }
        delete(log);
        return ExitCode.OK.code();
    }

    /// Until Ctrl+C. A cluster of our own then ends with this process, a borrowed one gets back what it was.
    private void stay() throws InterruptedException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println("\nThis stays until you press Ctrl+C, which takes everything back.");
        out.flush();
        new CountDownLatch(1).await();
    }

    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException kept) {
            // a small file in the directory for temporary files
        }
    }

    private static Path logFile() {
        try {
            return Files.createTempFile("kspec-operator-", ".log");
        } catch (IOException refused) {
            throw new UncheckedIOException("no temporary file for the operator's log", refused);
        }
    }

    /// Where the build left the operator: KSPEC_HOME, as ./kspec exports it.
    private static Path home() {
        String home = System.getenv("KSPEC_HOME");
        return Path.of(home == null ? System.getProperty("kspec.root", ".") : home);
    }
}
