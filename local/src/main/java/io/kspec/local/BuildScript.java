package io.kspec.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs `tools/kubernetes/build`: progress on its standard error, the directory of the programs as the last line
/// of its standard output. Takes minutes the first time and a moment afterwards.
final class BuildScript {
    private static final Duration PATIENCE = Duration.ofMinutes(45);

    private BuildScript() {}

    /// @throws LocalKubernetesException if it cannot be run, fails, prints no directory or takes longer than 45
    ///     minutes
    static Path run(Path script, Progress progress) {
        try {
            Process process = new ProcessBuilder(script.toString()).start();
            try {
                return outcome(script, process, progress);
            } finally {
                process.destroy();
            }
        } catch (IOException cause) {
            throw LocalKubernetesException.file("the build of the Kubernetes programs could not be run", script, cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed(script, "was interrupted", "Run it again; it continues where it was.");
        }
    }

    private static Path outcome(Path script, Process process, Progress progress) throws InterruptedException {
        Queue<String> printed = new ConcurrentLinkedQueue<>();
        Queue<String> messages = new ConcurrentLinkedQueue<>();
        Thread output = eachLine(process.getInputStream(), printed::add);
        Thread errors = eachLine(process.getErrorStream(), line -> {
            messages.add(line);
            progress.report(line);
        });
        if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
            throw failed(script, "took longer than %d minutes".formatted(PATIENCE.toMinutes()), "Run it by hand.");
        }
        output.join();
        errors.join();
        if (process.exitValue() != 0) {
            throw failed(script, "failed", "It said: %s".formatted(LogTail.of(List.copyOf(messages))));
        }
        return List.copyOf(printed).reversed().stream()
                .findFirst()
                .map(Path::of)
                .orElseThrow(() -> failed(script, "printed no directory", "Run it by hand to see what it says."));
    }

    private static Thread eachLine(InputStream stream, Consumer<String> listener) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .forEach(listener);
            } catch (IOException | UncheckedIOException closed) {
                listener.accept("the output ended early: " + closed);
            }
        });
    }

    private static LocalKubernetesException failed(Path script, String what, String remedy) {
        return new LocalKubernetesException("the build of the Kubernetes programs " + what, script.toString(), remedy);
    }
}
