package io.kspec.testkit;

import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalKubernetesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the kubectl that belongs to a cluster, as a user at a terminal would, but with none of the settings and
/// caches of the user who runs the tests.
///
/// Immutable; safe for use by many threads.
public final class Kubectl {
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

    private final LocalKubernetes cluster;
    private final Path kubeconfig;
    private final Duration limit;

    private Kubectl(LocalKubernetes cluster, Path kubeconfig, Duration limit) {
        this.cluster = cluster;
        this.kubeconfig = kubeconfig;
        this.limit = limit;
    }

    /// What became of a run that ended by itself.
    ///
    /// @param exitCode 0 for success
    /// @param stdout all of it, with its last line break
    /// @param stderr all of it, with its last line break
    public record Answer(int exitCode, String stdout, String stderr) {
        /// Whether the exit code is 0.
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// As a user for whom everything is allowed, with 30 seconds for each run.
    public static Kubectl of(LocalKubernetes cluster) {
        return new Kubectl(cluster, cluster.kubeconfig(), USUAL_LIMIT);
    }

    /// As the user of another kubeconfig file, such as [LocalKubernetes#kubeconfigFor] writes.
    public Kubectl as(Path otherKubeconfig) {
        return new Kubectl(cluster, otherKubeconfig, limit);
    }

    /// With this limit for each run.
    public Kubectl within(Duration otherLimit) {
        return new Kubectl(cluster, kubeconfig, otherLimit);
    }

    /// Runs `kubectl` with these arguments and no input.
    ///
    /// @throws IllegalStateException if it does not end in time; it is ended then
    /// @throws LocalKubernetesException if there is no kubectl beside the cluster's programs
    public Answer run(String... arguments) {
        return runWithInput("", arguments);
    }

    /// Runs `kubectl` with these arguments and this standard input, as for `apply -f -`. Fails as [#run] does.
    public Answer runWithInput(String input, String... arguments) {
        try {
            Path scratch = Files.createTempDirectory(cluster.directory(), "kubectl-");
            Files.writeString(scratch.resolve("stdin"), input);
            Process process = start(scratch, arguments);
            awaitEnd(process, List.of(arguments));
            return new Answer(
                    process.exitValue(),
                    Files.readString(scratch.resolve("stdout")),
                    Files.readString(scratch.resolve("stderr")));
        } catch (IOException cause) {
            throw new LocalKubernetesException(
                    "kubectl could not be run: %s".formatted(cause),
                    cluster.bin().resolve("kubectl").toString(),
                    "Build the programs again with tools/kubernetes/build, or put kubectl there.");
        }
    }

    /// Streams go to files: a pipe that nobody reads would block a talkative run.
    private Process start(Path scratch, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                cluster.bin().resolve("kubectl").toString(),
                "--kubeconfig=" + kubeconfig,
                "--cache-dir=" + cluster.directory().resolve("kubectl-cache")));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(scratch.resolve("stdin").toFile())
                .redirectOutput(scratch.resolve("stdout").toFile())
                .redirectError(scratch.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KUBE"));
        builder.environment().put("HOME", cluster.directory().toString());
        return builder.start();
    }

    private void awaitEnd(Process process, List<String> arguments) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "kubectl %s did not end within %s".formatted(String.join(" ", arguments), limit));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kubectl ran", stopped);
        } finally {
            process.destroyForcibly();
        }
    }
}
