package io.kspec.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Shell scripts in the place of real programs: they fail in ways the real ones seldom do.
final class FakePrograms {
    private FakePrograms() {}

    static void program(Path directory, String name, String body) {
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n%s\n".formatted(body));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
