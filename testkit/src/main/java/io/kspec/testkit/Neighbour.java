package io.kspec.testkit;

import io.kspec.local.LocalKubernetes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of another project at work beside a cluster, with its log among the cluster's.
final class Neighbour implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL = 12;

    private final Process process;
    private final Path log;

    private Neighbour(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Starts it with nothing of the user's own settings; the cluster ends it if nobody else does.
    static Neighbour start(
            LocalKubernetes cluster, Path program, Map<String, String> environment, List<String> arguments) {
        Path log = cluster.logs().resolve(program.getFileName() + ".log");
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(cluster.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("KUBE"));
        builder.environment().put("HOME", cluster.directory().toString());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            cluster.endsWithIt(process, program.getFileName().toString());
            return new Neighbour(process, log);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Whether it is still at work.
    ///
    /// @throws IllegalStateException with the end of its log if it is not
    boolean requireRunning() {
        if (!process.isAlive()) {
            throw new IllegalStateException("%s ended by itself with exit code %d: %s"
                    .formatted(log.getFileName(), process.exitValue(), tail()));
        }
        return true;
    }

    /// All that it has said.
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String tail() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    @Override
    public void close() {
        end(process);
    }

    /// Asks a program to end, and ends it if it does not.
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
