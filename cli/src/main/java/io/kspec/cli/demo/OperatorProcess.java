package io.kspec.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The operator as a process of its own, as it would run in a pod, listening on loopback. It ends with this process,
/// even when that is killed: its standard input closes then.
final class OperatorProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LOG_TAIL = 15;

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param home the directory that holds `operator/target`, where the build leaves the operator
    /// @param exempt namespaces that admission leaves alone
    static OperatorProcess start(Path home, Path kubeconfig, Optional<String> context, Path log, List<String> exempt) {
        Path target = home.resolve("operator").resolve("target");
        Path program = target.resolve("kspec-operator.jar");
        if (!Files.isRegularFile(program)) {
            throw new SceneFailed(
                    "the operator is not built: %s is missing. Start the demo with ./kspec, which builds it."
                            .formatted(program));
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow", // Netty's buffers; without it Java warns on standard error
                "-Xmx160m",
                "-cp",
                program + java.io.File.pathSeparator + target.resolve("lib") + "/*",
                "io.kspec.operator.Main",
                "--kubeconfig",
                kubeconfig.toString(),
                "--install-crds",
                "--enable-mutation",
                "--webhook-host",
                "127.0.0.1",
                "--webhook-port",
                "0",
                "--webhook-url",
                "https://127.0.0.1",
                "--health-probe-bind-address",
                "127.0.0.1:0",
                "--metrics-bind-address",
                "127.0.0.1:0",
                "--stop-with-stdin"));
        context.ifPresent(name -> command.addAll(List.of("--context", name)));
        exempt.forEach(namespace -> command.addAll(List.of("--exempt-namespace", namespace)));
        try {
            return new OperatorProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException refused) {
            throw new UncheckedIOException("the operator could not be started: " + command.getFirst(), refused);
        }
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    boolean alive() {
        return process.isAlive();
    }

    /// The end of the log, for a message about what went wrong.
    String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL), all.size()));
        } catch (IOException gone) {
            return "no log at " + log;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
