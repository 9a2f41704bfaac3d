package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ParameterType;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.spec.TemplateParameter;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Whether a template is sound: its parameters are declared consistently, every placeholder has a parameter, and with
/// the defaults its policy is one that a specification could hold. A parameter without default is tried with a value
/// made up for it; what that value alone breaks is not held against the template.
public final class TemplateValidation {
    private static final FieldPath PARAMETERS = FieldPath.of("spec.parameters");

    private final PolicyTemplateSpec template;
    private final List<SpecProblem> problems = new ArrayList<>();
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> madeUp = new HashSet<>();

    private TemplateValidation(PolicyTemplateSpec template) {
        this.template = template;
    }

    /// Problems by their place in the template; none when it is sound. Never throws for any template that was read.
    public static List<SpecProblem> of(PolicyTemplateSpec template) {
        var validation = new TemplateValidation(template);
        for (int position = 0; position < template.parameters().size(); position++) {
            validation.declaration(template.parameters().get(position), PARAMETERS.index(position));
        }
        if (validation.problems.isEmpty()) {
            validation.policy();
        }
        return List.copyOf(validation.problems);
    }

    private void declaration(TemplateParameter parameter, FieldPath at) {
        String name = Parameters.name(parameter);
        if (values.containsKey(name)) {
            problem(at.field("name"), "\"%s\" is declared above".formatted(name), "Give each parameter its own name.");
        }
        if (parameter.min() != null && parameter.max() != null && parameter.min() > parameter.max()) {
            problem(at.field("min"), "is greater than max", "Swap them.");
        }
        if (!compiles(parameter)) {
            problem(at.field("pattern"), "is no regular expression", "Write one, for example [a-z-]+.");
        } else if (parameter.defaultValue() != null
                && ParameterValue.checked(parameter, parameter.defaultValue())
                        instanceof ParameterValue.Bad(String what, String remedy)) {
            problem(at.field("default"), what, remedy);
        }
        JsonNode value = parameter.defaultValue();
        if (value == null || value.isNull()) {
            madeUp.add(name);
            value = sample(parameter);
        }
        values.put(name, value);
    }

    private void policy() {
        JsonNode written = Shorthand.written(template);
        var everything = new Substitution(values, false);
        JsonNode policy = everything.in(written, Filled.POLICY);
        problems.addAll(everything.problems());
        for (SpecProblem problem : Filled.wrong(policy)) {
            if (!causedByMadeUp(written, problem.path())) {
                problems.add(problem);
            }
        }
        if (problems.isEmpty() && madeUp.isEmpty()) {
            sound(new Substitution(values, true).in(written, Filled.POLICY), policy);
        }
        problems.replaceAll(problem ->
                new SpecProblem(Shorthand.original(template, problem.path()), problem.what(), problem.remedy()));
    }

    /// What no schema sees: keys of containers, registries, bounds that contradict each other.
    private void sound(JsonNode policy, JsonNode withEveryEntry) {
        if (SpecReading.of(policy, Filled.POLICY) instanceof SpecReading.Read<ClusterSpec>(ClusterSpec spec)) {
            for (SpecProblem problem : SpecValidation.of(spec).problems()) {
                FieldPath inside = Filled.POLICY.then(new FieldPath(problem.path()
                        .segments()
                        .subList(1, problem.path().segments().size())));
                problem(
                        policy.equals(withEveryEntry) ? inside : Filled.POLICY,
                        policy.equals(withEveryEntry)
                                ? problem.what()
                                : problem.path().dotted() + ": " + problem.what(),
                        problem.remedy());
            }
        }
    }

    private boolean causedByMadeUp(JsonNode written, FieldPath path) {
        JsonNode raw = written;
        for (String segment : path.segments().subList(2, path.segments().size())) {
            JsonNode next = raw.isArray() ? raw.path(position(segment)) : raw.path(segment);
            if (next.isMissingNode()) {
                break;
            }
            raw = next;
        }
        String text = raw.isContainerNode() ? "" : raw.asText();
        return madeUp.stream().anyMatch(name -> text.contains("${%s}".formatted(name)));
    }

    private static int position(String segment) {
        return segment.chars().allMatch(Character::isDigit) ? Integer.parseInt(segment) : -1;
    }

    private void problem(FieldPath at, String what, String remedy) {
        problems.add(new SpecProblem(at, what, remedy));
    }

    private static boolean compiles(TemplateParameter parameter) {
        try {
            return parameter.pattern() == null
                    || !Pattern.compile(parameter.pattern()).pattern().isEmpty();
        } catch (PatternSyntaxException broken) {
            return false;
        }
    }

    private static JsonNode sample(TemplateParameter parameter) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (!parameter.allowedValues().isEmpty() && parameter.kind() != ParameterType.ARRAY) {
            return parameter.allowedValues().getFirst();
        }
        return switch (parameter.kind()) {
            case STRING -> json.textNode("sample");
            case INT -> json.numberNode(parameter.min() == null ? 1 : parameter.min());
            case BOOL -> json.booleanNode(true);
            case ARRAY -> json.arrayNode();
        };
    }
}
