package io.kspec.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rulebook.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The folders under `policies/`, one per format: a specification, and what it becomes. What comes out is written
/// again with `./kspec generate policies --spec in.yaml --format FORMAT > out.yaml`.
final class PolicyScenariosTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "policies");
    static final List<PolicyFormat> FORMATS = PolicyFormat.ALL;

    @ParameterizedTest
    @FieldSource("FORMATS")
    void aSpecificationBecomesWhatLiesBesideIt(PolicyFormat format) {
        Path folder = FOLDER.resolve(format.word());
        JsonNode in = Yaml.documents(folder.resolve("in.yaml")).getFirst();
        Rulebook rulebook =
                Rulebooks.of(in.at("/metadata/name").asText(), in.path("spec").toString());
        var terms = new Terms(
                rulebook.enforcement().mode(), Set.of("kube-system", "kspec-system"), Set.of(), Rulebooks.NOW.now());
        assertThat(Policies.of(rulebook, format, terms).objects())
                .<JsonNode>map(object -> object)
                .isEqualTo(Yaml.documents(folder.resolve("out.yaml")));
    }

    @Test
    void everyFolderIsAFormat() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PolicyFormat.words());
        }
    }
}
