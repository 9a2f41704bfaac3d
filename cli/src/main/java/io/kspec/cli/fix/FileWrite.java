package io.kspec.cli.fix;

import io.kspec.core.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Optional;

/// Replaces the text of a file in one move: whoever reads it sees the old text or the new one.
final class FileWrite {
    private FileWrite() {}

    /// What went wrong; the file is then as it was. A symbolic link stays one; the file's permissions stay.
    ///
    /// @param before the text that was read and that `after` was made of
    static Optional<Failure> replace(Path file, String before, String after) {
        try {
            Path real = file.toRealPath();
            Path beside = Files.createTempFile(real.toAbsolutePath().getParent(), ".kspec-", ".tmp");
            try {
                Files.writeString(beside, after);
                copyPermissions(real, beside);
                if (!Arrays.equals(Files.readAllBytes(real), before.getBytes(StandardCharsets.UTF_8))) {
                    return Optional.of(new Failure.Malformed(
                            "the file was changed while it was judged", file.toString(), "Run the command again."));
                }
                Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
                return Optional.empty();
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException broken) {
            return Optional.of(new Failure.Malformed(
                    "the file cannot be written: " + broken,
                    file.toString(),
                    "Check its rights, and those of its directory."));
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        var theirs = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        var ours = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (theirs != null && ours != null) {
            ours.setPermissions(theirs.readAttributes().permissions());
        }
    }
}
