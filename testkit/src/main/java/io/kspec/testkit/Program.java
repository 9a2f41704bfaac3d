package io.kspec.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A program that stands beside those of the control plane, such as helm or kubectl, for what needs no cluster or
/// another kubeconfig. None of the settings of the user who runs the tests reach it: no cluster, no proxy, no locale.
///
/// **Reads** `KSPEC_KUBE_BIN`, a directory with such programs; without it `tools/kubernetes/build` is asked, which
/// builds them once, and `tools/schemathesis/build` for schemathesis. Immutable; safe for use by many threads.
public final class Program {
    private static final String VARIABLE = "KSPEC_KUBE_BIN";
    private static final Set<String> INHERITED = Set.of("PATH", "TMPDIR");
    private static final Duration BUILD = Duration.ofMinutes(45);
    private static final Duration RUN = Duration.ofMinutes(2);

    private final Path executable;
    private final Path home;
    private final Map<String, String> environment;
    private final Duration limit;

    private Program(Path executable, Path home, Map<String, String> environment, Duration limit) {
        this.executable = executable;
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    /// What became of a run that ended by itself.
    ///
    /// @param exitCode 0 for success
    public record Answer(int exitCode, String stdout, String stderr) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /// The program of this name, with `home` as its working and home directory.
    ///
    /// @throws IllegalStateException if there is none and none can be built
    public static Program named(String name, Path home) {
        Path directory = Optional.ofNullable(System.getenv(VARIABLE))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> built(home));
        Path executable = directory.resolve(name);
        if (!Files.isExecutable(executable)) {
            throw new IllegalStateException(
                    "no executable %s: set %s to the directory that has it, or unset it to have it built"
                            .formatted(executable, VARIABLE));
        }
        return new Program(executable, home, Map.of(), RUN);
    }

    /// schemathesis, which tries a REST API by its OpenAPI document, with `home` as its working and home directory.
    ///
    /// @throws IllegalStateException if it is not there and cannot be installed
    public static Program schemathesis(Path home) {
        return new Program(printed("tools/schemathesis/build", home), home, Map.of(), RUN);
    }

    /// With this cluster as its own.
    public Program on(Path kubeconfig) {
        var more = new LinkedHashMap<>(environment);
        more.put("KUBECONFIG", kubeconfig.toString());
        return new Program(executable, home, more, limit);
    }

    /// With this limit for each run, instead of two minutes.
    public Program within(Duration otherLimit) {
        return new Program(executable, home, environment, otherLimit);
    }

    /// Runs it with these arguments and no input.
    ///
    /// @throws IllegalStateException if it does not end in time; it is ended then
    public Answer run(String... arguments) {
        var words = new ArrayList<>(List.of(executable.toString()));
        words.addAll(List.of(arguments));
        return ended(words, limit);
    }

    private static Path built(Path home) {
        return printed("tools/kubernetes/build", home);
    }

    /// The path that a script of the repository prints.
    private static Path printed(String name, Path home) {
        Path script = Path.of(System.getProperty("kspec.root")).resolve(name);
        Answer answer = new Program(script, home, System.getenv(), BUILD).ended(List.of(script.toString()), BUILD);
        if (!answer.succeeded()) {
            throw new IllegalStateException("%s failed: %s".formatted(script, answer.stderr()));
        }
        return Path.of(answer.stdout().strip());
    }

    /// Streams go to files: a pipe that nobody reads would block a talkative run.
    private Answer ended(List<String> words, Duration limit) {
        try {
            Path stdout = Files.createTempFile("kspec-", ".stdout");
            Path stderr = Files.createTempFile("kspec-", ".stderr");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(home.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            builder.environment().keySet().retainAll(INHERITED);
            builder.environment().put("HOME", home.toString());
            builder.environment().putAll(environment);
            int exitCode = exitCode(builder.start(), words, limit);
            var answer = new Answer(exitCode, Files.readString(stdout), Files.readString(stderr));
            Files.delete(stdout);
            Files.delete(stderr);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static int exitCode(Process process, List<String> words, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("%s did not end within %s".formatted(String.join(" ", words), limit));
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + words.getFirst(), stopped);
        } finally {
            process.destroyForcibly();
        }
    }
}
