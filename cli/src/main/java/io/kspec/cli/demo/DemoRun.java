package io.kspec.cli.demo;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.OrderlyEnd;
import io.kspec.cli.terminal.Terminal;
import io.kspec.local.BuiltPrograms;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalKubernetesException;
import io.kspec.local.LocalOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// One telling of the story, on a cluster of its own or on a borrowed one.
///
/// @param once whether it ends after the last scene
/// @param kubeconfig of the borrowed cluster; empty for one of its own
/// @param kspec runs the command with its words
/// @param before what happens before each scene
record DemoRun(
        PrintWriter out,
        PrintWriter err,
        boolean once,
        Optional<Path> kubeconfig,
        Optional<String> context,
        BiFunction<Terminal, String[], Integer> kspec,
        BiConsumer<Scene, Stage> before) {
    private static final String OWN_NAMESPACE = "kspec-system";

    /// The exit code.
    int tell() {
        var story = new Story(out);
        story.opening();
        try {
            return kubeconfig.isPresent() ? onCluster(story, kubeconfig.get()) : onLocalCluster(story);
        } catch (LocalKubernetesException | SceneFailed | KubernetesClientException failed) {
            story.failed("The cluster plays along", String.valueOf(failed.getMessage()));
            return ExitCode.NOT_EVALUATED.code();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
    }

    private int onLocalCluster(Story story) throws InterruptedException {
        long started = System.nanoTime();
        try (LocalKubernetes cluster = LocalKubernetes.start(LocalOptions.defaults(), clause -> {
            err.println("kspec: " + clause);
            err.flush();
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
        Config config = Config.fromKubeconfig(context.orElse(null), file.toFile());
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
                        OperatorProcess.start(BuiltPrograms.home(), clusterConfig, context, log, exempt);
                var fleet = new Fleet(kspec)) {
            var stage = new Stage(client, new Api(client), operator, clusterConfig, fleet);
            if (!new Demo(story, before).play(Demo.scenes(kubeconfig.isEmpty()), stage)) {
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
}
