package io.kspec.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A directory for one run, gone at its end.
public record Scratch(Path path) implements AutoCloseable {
    public static Scratch make() {
        try {
            return new Scratch(Files.createTempDirectory("kspec-bench-"));
        } catch (IOException refused) {
            throw new UncheckedIOException("no directory could be made", refused);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            System.err.println("bench: %s could not be removed: %s".formatted(path, stays.getMessage()));
        }
    }
}
