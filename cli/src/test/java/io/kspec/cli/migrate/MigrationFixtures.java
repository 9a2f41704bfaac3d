package io.kspec.cli.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files and objects in the formats of the older kspec, each with what they become.
final class MigrationFixtures {
    private static final Path FOLDER = Path.of("src", "test", "resources", "migration");

    private MigrationFixtures() {}

    static Stream<Path> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return List.copyOf(folders.sorted().toList()).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String read(Path fixture, String file) {
        try {
            return Files.readString(fixture.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
