package io.kspec.core.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Specifications from the YAML that a user would write under `spec`.
final class Specs {
    static final ObjectMapper JSON = new ObjectMapper();
    static final FieldPath SPEC = FieldPath.of("spec");

    private Specs() {}

    static JsonNode tree(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    static ClusterSpec spec(String yaml) {
        return switch (SpecReading.of(tree(yaml), SPEC)) {
            case SpecReading.Read(ClusterSpec spec) -> spec;
            case SpecReading.Unreadable(List<SpecProblem> problems) -> throw new AssertionError(problems);
        };
    }

    /// The problems of reading, as sentences.
    static List<String> unreadable(String yaml) {
        return switch (SpecReading.of(tree(yaml), SPEC)) {
            case SpecReading.Read<ClusterSpec> read -> throw new AssertionError("could be read: " + read);
            case SpecReading.Unreadable(List<SpecProblem> problems) -> sentences(problems);
        };
    }

    static List<String> problems(String yaml) {
        return sentences(SpecValidation.of(spec(yaml)).problems());
    }

    static List<String> warnings(String yaml) {
        return sentences(SpecValidation.of(spec(yaml)).warnings());
    }

    static List<String> notBuilt(String yaml) {
        return SpecValidation.of(spec(yaml)).notBuilt().stream()
                .map(field -> field.path().dotted() + (field.judgesWorkloads() ? " (workloads)" : ""))
                .toList();
    }

    private static List<String> sentences(List<SpecProblem> problems) {
        return problems.stream().map(SpecProblem::sentence).toList();
    }
}
