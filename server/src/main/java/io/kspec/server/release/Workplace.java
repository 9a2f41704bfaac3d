package io.kspec.server.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that only this user can read, gone when it is closed: Helm reads charts and values from files, and values
/// may be secret. In memory where the system has such a place.
final class Workplace implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path folder;

    private Workplace(Path folder) {
        this.folder = folder;
    }

    static Workplace open() {
        var onlyMine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        try {
            return new Workplace(
                    Files.isWritable(MEMORY)
                            ? Files.createTempDirectory(MEMORY, "kspec-helm", onlyMine)
                            : Files.createTempDirectory("kspec-helm", onlyMine));
        } catch (IOException full) {
            throw new UncheckedIOException("no place to unfold a chart", full);
        }
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("values of a chart could not be removed from " + folder, left);
        }
    }
}
