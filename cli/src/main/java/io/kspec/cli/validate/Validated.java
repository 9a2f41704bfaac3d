package io.kspec.cli.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.spec.Kinds;
import io.kspec.core.document.Document;
import io.kspec.core.drift.config.DriftConfigValidation;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.TemplateValidation;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ClusterTargetSpec;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// What validating one document came to. Pure.
record Validated(Document document, List<SpecProblem> problems, List<SpecProblem> warnings) {
    private static final FieldPath SPEC = FieldPath.of("spec");

    Validated {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    static Validated of(Document document) {
        JsonNode json = document.json();
        List<SpecProblem> foreign = Kinds.foreign(json).stream().toList();
        if (!foreign.isEmpty()) {
            return new Validated(document, foreign, List.of());
        }
        if (json.path("metadata").path("name").asText("").isEmpty()) {
            return new Validated(
                    document,
                    List.of(new SpecProblem(
                            FieldPath.of("metadata.name"), "it has no name", "Give it one: production-cluster.")),
                    List.of());
        }
        if (Kinds.isDriftConfig(json)) {
            return driftConfig(document);
        }
        if (Kinds.isTemplate(json)) {
            return template(document);
        }
        return Kinds.isTarget(json) ? target(document) : specification(document);
    }

    boolean sound() {
        return problems.isEmpty();
    }

    /// `ClusterSpecification production-cluster`.
    String name() {
        return "%s %s"
                .formatted(
                        document.json().path("kind").asText(""),
                        document.json().path("metadata").path("name").asText(""));
    }

    private static Validated specification(Document document) {
        return switch (SpecReading.of(document.json().path("spec"), SPEC)) {
            case SpecReading.Unreadable<ClusterSpec>(var problems) -> new Validated(document, problems, List.of());
            case SpecReading.Read<ClusterSpec>(ClusterSpec spec) -> {
                SpecValidation validation = SpecValidation.of(spec);
                yield new Validated(document, validation.problems(), validation.warnings());
            }
        };
    }

    private static Validated template(Document document) {
        String name = document.json().path("metadata").path("name").asText("");
        if (Library.builtIn().template(name).isPresent()) {
            return new Validated(
                    document,
                    List.of(new SpecProblem(
                            FieldPath.of("metadata.name"),
                            "\"%s\" is a built-in template, which would be used instead".formatted(name),
                            "Choose another name.")),
                    List.of());
        }
        return switch (SpecReading.of(PolicyTemplateSpec.class, document.json().path("spec"), SPEC)) {
            case SpecReading.Unreadable<PolicyTemplateSpec>(var problems) ->
                new Validated(document, problems, List.of());
            case SpecReading.Read<PolicyTemplateSpec>(PolicyTemplateSpec spec) ->
                new Validated(document, TemplateValidation.of(spec), List.of());
        };
    }

    private static Validated driftConfig(Document document) {
        return switch (SpecReading.of(DriftConfigSpec.class, document.json().path("spec"), SPEC)) {
            case SpecReading.Unreadable<DriftConfigSpec>(var problems) -> new Validated(document, problems, List.of());
            case SpecReading.Read<DriftConfigSpec>(DriftConfigSpec spec) ->
                new Validated(document, DriftConfigValidation.of(spec), List.of());
        };
    }

    private static Validated target(Document document) {
        return switch (SpecReading.of(ClusterTargetSpec.class, document.json().path("spec"), SPEC)) {
            case SpecReading.Unreadable<ClusterTargetSpec>(var problems) ->
                new Validated(document, problems, List.of());
            case SpecReading.Read<ClusterTargetSpec> _ -> new Validated(document, List.of(), List.of());
        };
    }
}
