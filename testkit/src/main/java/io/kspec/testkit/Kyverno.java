package io.kspec.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Kyverno's own command line, which judges files by policies without a cluster.
///
/// **Reads** `KSPEC_KYVERNO_BIN`, a directory with `kubectl-kyverno`; without it `tools/kubernetes/build kyverno` is
/// asked, which builds it once.
public final class Kyverno {
    private static final Duration RUN = Duration.ofMinutes(5);

    private final Path program;

    private Kyverno(Path program) {
        this.program = program;
    }

    /// What became of a run that ended by itself.
    ///
    /// @param exitCode 0 when nothing failed, 1 when something did or could not be judged
    public record Answer(int exitCode, String stdout, String stderr) {}

    /// Where the environment says, or as it was built.
    ///
    /// @throws IllegalStateException if there is no such program and none can be built
    public static Kyverno find() {
        return new Kyverno(ProgramSet.KYVERNO.program("kubectl-kyverno"));
    }

    /// Runs it in a directory, without the kubeconfig of the user who runs the tests.
    public Answer run(Path directory, String... arguments) {
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        return ended(words, directory, RUN);
    }

    /// Streams go to files: a pipe that nobody reads would block a talkative run.
    private static Answer ended(List<String> words, Path directory, Duration limit) {
        try {
            Path stdout = Files.createTempFile(directory, "stdout-", "");
            Path stderr = Files.createTempFile(directory, "stderr-", "");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().remove("KUBECONFIG");
            Process process = builder.start();
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "%s did not end within %s".formatted(String.join(" ", words), limit));
                }
            } finally {
                process.destroyForcibly();
            }
            return new Answer(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + words.getFirst(), stopped);
        }
    }
}
