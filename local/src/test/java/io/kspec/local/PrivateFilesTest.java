package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFilesTest {
    @Test
    void whatIsWrittenCanBeReadByItsOwnerOnly(@TempDir Path directory) throws Exception {
        Path inner = PrivateFiles.directory(directory.resolve("a/b"));
        Path file = PrivateFiles.write(inner.resolve("token"), "first");
        PrivateFiles.write(file, "second");
        assertThat(file).hasContent("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inner)))
                .isEqualTo("rwx------");
    }

    @Test
    void removingADirectoryDoesNotFollowItsLinks(@TempDir Path directory) throws Exception {
        Path precious = Files.writeString(directory.resolve("precious"), "kept");
        Path doomed = Files.createDirectories(directory.resolve("doomed/inner")).getParent();
        Files.createSymbolicLink(doomed.resolve("inner/link"), directory);
        PrivateFiles.remove(doomed);
        PrivateFiles.remove(doomed);
        assertThat(doomed).doesNotExist();
        assertThat(precious).hasContent("kept");
    }
}
