package io.kspec.kube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.drift.config.DriftConfigValidation;
import io.kspec.core.resolve.LibraryOfObjects;
import io.kspec.core.resolve.Resolution;
import io.kspec.core.resolve.TemplateValidation;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.validation.UnbuiltField;
import io.kspec.core.verdict.FieldPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExamplesTest {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "production-cluster.yaml, ENFORCE",
        "development-cluster.yaml, MONITOR",
        "compliance-cluster.yaml, AUDIT",
        "multi-tenant-cluster.yaml, AUDIT"
    })
    void anExampleIsSoundAndInTheModeItSays(String file, Mode mode) {
        ClusterSpec spec = read(ClusterSpec.class, example(file));

        assertThat(spec.mode()).isEqualTo(mode);
        assertThat(SpecValidation.of(spec).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production-cluster.yaml", "development-cluster.yaml"})
    void whatProductionAndDevelopmentAskForIsAllEvaluated(String file) {
        SpecValidation validation = SpecValidation.of(read(ClusterSpec.class, example(file)));

        assertThat(validation.warnings()).isEmpty();
        assertThat(validation.notBuilt()).isEmpty();
    }

    @Test
    void whatTheOthersAskForIsAllEvaluatedToo() {
        assertThat(notBuilt("compliance-cluster.yaml")).isEmpty();
        assertThat(notBuilt("multi-tenant-cluster.yaml")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production-cluster.yaml",
                "development-cluster.yaml",
                "compliance-cluster.yaml",
                "multi-tenant-cluster.yaml"
            })
    void writingWhatWasReadGivesTheFileBack(String file) {
        JsonNode spec = example(file);

        assertThat(JSON.<JsonNode>valueToTree(read(ClusterSpec.class, spec))).isEqualTo(spec);
    }

    @Test
    void theTargetIsReadAndWrittenBack() {
        JsonNode spec = example("cluster-target-kubeconfig.yaml");

        assertThat(JSON.<JsonNode>valueToTree(read(ClusterTargetSpec.class, spec)))
                .isEqualTo(spec);
    }

    @Test
    void theTemplateIsSoundAndIsReadAndWrittenBack() {
        JsonNode spec = example("policy-template.yaml");
        PolicyTemplateSpec template = read(PolicyTemplateSpec.class, spec);

        assertThat(TemplateValidation.of(template)).isEmpty();
        assertThat(JSON.<JsonNode>valueToTree(template)).isEqualTo(spec);
    }

    @Test
    void theDriftConfigIsSoundAndIsReadAndWrittenBack() {
        JsonNode spec = example("drift-config.yaml");
        DriftConfigSpec config = read(DriftConfigSpec.class, spec);

        assertThat(DriftConfigValidation.of(config)).isEmpty();
        assertThat(JSON.<JsonNode>valueToTree(config)).isEqualTo(spec);
    }

    @Test
    void theClusterThatInheritsIsResolvedWithTheExampleOfATemplate() {
        List<JsonNode> objects = Stream.of("inheriting-cluster.yaml", "policy-template.yaml")
                .flatMap(file -> Documents.read(file, text(file)).stream())
                .map(parsed -> ((Document) parsed).json())
                .toList();
        var library = new LibraryOfObjects(objects, List.of());
        ClusterSpec own = library.specification("shop-cluster").orElseThrow();

        assertThat(Resolution.of("shop-cluster", own, library))
                .isInstanceOfSatisfying(Resolution.Resolved.class, resolved -> {
                    ClusterSpec effective = resolved.effective();
                    assertThat(SpecValidation.of(effective).problems()).isEmpty();
                    assertThat(SpecValidation.of(effective).notBuilt()).isEmpty();
                    assertThat(effective.mode()).isEqualTo(Mode.AUDIT);
                    assertThat(effective.workloads().images().allowedRegistries())
                            .containsExactly("registry.example.com/shop", "registry.k8s.io");
                    assertThat(effective.network().requireNetworkPolicies()).isTrue();
                });
    }

    @Test
    void theSampleOfTheFirstDesignIsSound() {
        ClusterSpec spec =
                read(ClusterSpec.class, spec(Path.of("src/test/resources/seeds/cluster-specification.yaml")));

        assertThat(SpecValidation.of(spec).problems()).isEmpty();
    }

    private static List<String> notBuilt(String file) {
        return SpecValidation.of(read(ClusterSpec.class, example(file))).notBuilt().stream()
                .map(UnbuiltField::path)
                .map(FieldPath::dotted)
                .toList();
    }

    private static <T extends Record> T read(Class<T> type, JsonNode spec) {
        return switch (SpecReading.of(type, spec, SPEC)) {
            case SpecReading.Read<T>(T value) -> value;
            case SpecReading.Unreadable<T>(List<SpecProblem> problems) -> throw new AssertionError(problems);
        };
    }

    private static JsonNode example(String file) {
        return spec(Path.of(System.getProperty("kspec.root"), "examples", file));
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(System.getProperty("kspec.root"), "examples", file));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static JsonNode spec(Path file) {
        try {
            return Serialization.unmarshal(Files.readString(file), ObjectNode.class)
                    .path("spec");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
