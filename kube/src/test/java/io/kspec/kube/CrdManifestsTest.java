package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CrdManifestsTest {
    private static final Path FOLDER = Path.of(System.getProperty("kspec.root"), "config", "crd");

    @Test
    void theFilesAreThoseTheRecordsMake() throws IOException {
        if (Boolean.getBoolean("kspec.update")) {
            for (var file : CrdManifests.files().entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }

        assertThat(onDisk()).isEqualTo(CrdManifests.files());
    }

    @Test
    void makingThemAgainMakesTheSame() {
        assertThat(CrdManifests.files()).isEqualTo(CrdManifests.files());
    }

    private static Map<String, String> onDisk() throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
