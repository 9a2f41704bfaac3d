package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A template with its blanks filled in.
sealed interface Filled {
    FieldPath POLICY = FieldPath.of("spec.policy");

    /// Sections of a specification that can be read.
    record Policy(ObjectNode sections) implements Filled {}

    /// `problems` is never empty, and speaks of the one who uses the template.
    record Wrong(List<SpecProblem> problems) implements Filled {}

    /// Fills in what is given, and defaults for the rest.
    ///
    /// @param at the field that names the template; its `parameters` stand below
    static Filled of(String name, PolicyTemplateSpec template, Map<String, String> given, FieldPath at) {
        Parameters parameters = Parameters.bound(name, template.parameters(), given, at);
        if (!parameters.problems().isEmpty()) {
            return new Wrong(parameters.problems());
        }
        var substitution = new Substitution(parameters.values(), true);
        JsonNode policy = substitution.in(Shorthand.written(template), POLICY);
        var problems = new ArrayList<>(substitution.problems());
        problems.addAll(wrong(policy));
        return problems.isEmpty()
                ? new Policy((ObjectNode) policy)
                : new Wrong(problems.stream()
                        .map(problem -> new SpecProblem(
                                at,
                                "template \"%s\" with these parameters: %s: %s"
                                        .formatted(name, problem.path().dotted(), problem.what()),
                                problem.remedy()))
                        .toList());
    }

    /// What makes a policy no sections of a specification.
    static List<SpecProblem> wrong(JsonNode policy) {
        var problems = new ArrayList<SpecProblem>();
        for (Map.Entry<String, JsonNode> field : policy.properties()) {
            if (OWN_ONLY.contains(field.getKey())) {
                problems.add(new SpecProblem(
                        POLICY.field(field.getKey()),
                        "a template cannot decide this: it belongs to each specification",
                        "Remove it; a template holds %s.".formatted(String.join(", ", Inherited.SECTIONS))));
            }
        }
        if (SpecReading.of(policy, POLICY) instanceof SpecReading.Unreadable<ClusterSpec>(var unreadable)) {
            problems.addAll(unreadable);
        }
        return problems;
    }

    /// Fields of a specification that are never inherited.
    List<String> OWN_ONLY = Arrays.stream(ClusterSpec.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !Inherited.SECTIONS.contains(name))
            .toList();
}
