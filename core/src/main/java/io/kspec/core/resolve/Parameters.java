package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.spec.TemplateParameter;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The values of a template's parameters: those given, else the defaults.
///
/// @param values of every parameter that has one
record Parameters(Map<String, JsonNode> values, List<SpecProblem> problems) {
    Parameters {
        values = Map.copyOf(values);
        problems = List.copyOf(problems);
    }

    /// @param at the field that names the template
    static Parameters bound(
            String template, List<TemplateParameter> declared, Map<String, String> given, FieldPath at) {
        var values = new LinkedHashMap<String, JsonNode>();
        var problems = new ArrayList<SpecProblem>();
        List<String> names = declared.stream().map(Parameters::name).toList();
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .map(name -> unknown(template, name, names, at))
                .forEach(problems::add);
        for (TemplateParameter parameter : declared) {
            String name = name(parameter);
            FieldPath here = at.field("parameters").field(name);
            String text = given.get(name);
            if (text != null) {
                switch (ParameterValue.read(parameter, text)) {
                    case ParameterValue.Good(JsonNode value) -> values.put(name, value);
                    case ParameterValue.Bad(String what, String remedy) ->
                        problems.add(new SpecProblem(here, what, remedy));
                }
            } else {
                fallback(parameter)
                        .ifPresentOrElse(
                                value -> values.put(name, value),
                                () -> problems.add(missing(template, parameter, here)));
            }
        }
        return new Parameters(values, problems);
    }

    static String name(TemplateParameter parameter) {
        return parameter.name() == null ? "" : parameter.name();
    }

    /// The default, unless a value must be given.
    static Optional<JsonNode> fallback(TemplateParameter parameter) {
        return Boolean.TRUE.equals(parameter.required())
                        || parameter.defaultValue() == null
                        || parameter.defaultValue().isNull()
                ? Optional.empty()
                : Optional.of(parameter.defaultValue());
    }

    private static SpecProblem unknown(String template, String name, List<String> names, FieldPath at) {
        return new SpecProblem(
                at.field("parameters").field(name),
                "template \"%s\" has no such parameter".formatted(template),
                Nearest.to(name, names)
                        .map("Did you mean %s?"::formatted)
                        .orElse(
                                names.isEmpty()
                                        ? "It has none: remove this."
                                        : "It has %s.".formatted(String.join(", ", names))));
    }

    private static SpecProblem missing(String template, TemplateParameter parameter, FieldPath at) {
        return new SpecProblem(
                at,
                "is missing, and template \"%s\" has no default for it".formatted(template),
                "Write %s under spec.policyTemplate.parameters.".formatted(ParameterValue.allowed(parameter)));
    }
}
