package io.kspec.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A set of programs that tests stand beside, built once by `tools/kubernetes/build`, with the definitions of the
/// kinds they serve in the folder `crds`.
enum ProgramSet {
    KYVERNO("KSPEC_KYVERNO_BIN", "kyverno"),
    CERT_MANAGER("KSPEC_CERT_MANAGER_BIN", "cert-manager"),
    /// Has no kinds.
    REGISTRY("KSPEC_REGISTRY_BIN", "registry"),
    /// Likewise.
    VAULT("KSPEC_VAULT_BIN", "vault");

    private static final Duration BUILD = Duration.ofMinutes(45);

    private final String variable;
    private final String name;

    ProgramSet(String variable, String name) {
        this.variable = variable;
        this.name = name;
    }

    /// Where the environment says, or as it was built.
    ///
    /// @throws IllegalStateException if it has no such program and none can be built
    Path program(String program) {
        Path file = directory().resolve(program);
        if (!Files.isExecutable(file)) {
            throw new IllegalStateException(
                    "no executable %s: set %s to the directory that has it, or unset it to have it built"
                            .formatted(file, variable));
        }
        return file;
    }

    /// The folder of the definitions, one file for each kind.
    Path definitions() {
        return directory().resolve("crds");
    }

    private Path directory() {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(this::built);
    }

    /// Streams go to files: a pipe that nobody reads would block a talkative build.
    private Path built() {
        Path script = Path.of(System.getProperty("kspec.root")).resolve("tools/kubernetes/build");
        try {
            Path stdout = Files.createTempFile("kspec-" + name, ".out");
            Path stderr = Files.createTempFile("kspec-" + name, ".err");
            Process process = new ProcessBuilder(script.toString(), name)
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile())
                    .start();
            try {
                if (!process.waitFor(BUILD.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                    throw new IllegalStateException(
                            "%s %s failed: %s".formatted(script, name, Files.readString(stderr)));
                }
            } finally {
                process.destroyForcibly();
            }
            return Path.of(Files.readString(stdout).strip());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + script, stopped);
        }
    }
}
