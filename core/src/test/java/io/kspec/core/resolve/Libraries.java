package io.kspec.core.resolve;

import io.kspec.core.Yaml;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Libraries out of YAML, and what resolving with them comes to.
final class Libraries {
    private Libraries() {}

    /// `name: {spec}` for each specification.
    static Library specifications(String yaml) {
        return of("ClusterSpecification", yaml);
    }

    static Library templates(String yaml) {
        return of("PolicyTemplate", yaml);
    }

    static Resolution resolve(String own, Library library) {
        return Resolution.of("own", Yaml.spec(own), library);
    }

    static Resolution.Resolved resolved(String own, Library library) {
        return switch (resolve(own, library)) {
            case Resolution.Resolved resolved -> resolved;
            case Resolution.Refused refused -> throw new AssertionError(refused);
        };
    }

    static ClusterSpec effective(String own, Library library) {
        return resolved(own, library).effective();
    }

    static Resolution.Refused refused(String own, Library library) {
        return switch (resolve(own, library)) {
            case Resolution.Resolved resolved -> throw new AssertionError(resolved);
            case Resolution.Refused refused -> refused;
        };
    }

    /// The problems of a specification that is refused, as sentences.
    static List<String> problems(String own, Library library) {
        return sentences(refused(own, library).problems());
    }

    static List<String> warnings(String own, Library library) {
        return sentences(resolved(own, library).warnings());
    }

    static List<String> sentences(List<SpecProblem> problems) {
        return problems.stream().map(SpecProblem::sentence).toList();
    }

    static PolicyTemplateSpec template(String yaml) {
        return switch (SpecReading.of(PolicyTemplateSpec.class, Yaml.one(yaml), FieldPath.of("spec"))) {
            case SpecReading.Read<PolicyTemplateSpec>(PolicyTemplateSpec spec) -> spec;
            case SpecReading.Unreadable<PolicyTemplateSpec>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Library of(String kind, String yaml) {
        var objects = Yaml.one(yaml).properties().stream()
                .map(entry -> Yaml.one("{apiVersion: kspec.io/v1alpha1, kind: %s, metadata: {name: %s}, spec: %s}"
                        .formatted(kind, entry.getKey(), entry.getValue())))
                .toList();
        return new LibraryOfObjects(objects, List.of());
    }
}
