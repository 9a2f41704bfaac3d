package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

final class CrdManifestsTest {
    private static final Path FOLDER = Path.of(System.getProperty("kspec.root"), "config", "crd");
    private static final ObjectMapper JSON = new ObjectMapper();

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

    /// YAML 1.1, which kubectl reads, takes a bare `Off` for false; YAML 1.2 does not.
    @Test
    void readersOfBothVersionsOfYamlReadTheSame() throws IOException {
        assertThat(onDisk().values()).allSatisfy(yaml -> assertThat(JSON.<JsonNode>valueToTree(new Yaml().load(yaml)))
                .isEqualTo(Serialization.unmarshal(yaml, JsonNode.class)));
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
