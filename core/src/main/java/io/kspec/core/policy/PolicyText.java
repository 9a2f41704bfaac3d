package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.CelText;
import io.kspec.core.rule.RuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Pieces of policies that every format writes alike.
final class PolicyText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PolicyText() {}

    /// An object with its name and the marks by which kspec knows its own.
    static ObjectNode object(String apiVersion, String kind, String name, Frame frame, RuleId rule) {
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", apiVersion);
        object.put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", name);
        ObjectNode labels = metadata.putObject("labels");
        labels.put("app.kubernetes.io/managed-by", "kspec");
        labels.put("kspec.io/cluster-spec", PolicyNames.label(frame.specification()));
        labels.put("kspec.io/enforcement-mode", frame.mode().name().toLowerCase(Locale.ROOT));
        labels.put("kspec.io/generated", "true");
        metadata.putObject("annotations").put("kspec.io/rule", rule.toString());
        return object;
    }

    /// What catalogues of Kyverno policies show.
    static void describe(ObjectNode policy, Clause clause) {
        ObjectNode annotations = policy.withObject("/metadata/annotations");
        annotations.put("policies.kyverno.io/title", clause.card().title());
        annotations.put("policies.kyverno.io/category", clause.card().category().word());
        annotations.put(
                "policies.kyverno.io/severity", clause.card().severity().name().toLowerCase(Locale.ROOT));
        annotations.put(
                "policies.kyverno.io/description",
                clause.card().why() + " " + clause.card().fix());
    }

    /// The rules of `matchConstraints`.
    static ArrayNode resourceRules(Shape shape) {
        ArrayNode rules = JSON.arrayNode();
        shape.resources().forEach((group, resources) -> {
            ObjectNode rule = rules.addObject();
            rule.set("apiGroups", texts(List.of(group)));
            rule.set("apiVersions", texts(List.of("v1")));
            rule.set("operations", texts(List.of("CREATE", "UPDATE")));
            rule.set("resources", texts(resources));
        });
        return rules;
    }

    /// When the policy is asked: cheap conditions first, those about people's arrangements last.
    static ArrayNode matchConditions(Shape shape, NamespaceText namespaces, Clause clause) {
        var all = new ArrayList<>(shape.concerns());
        all.addAll(namespaces.conditions());
        all.addAll(clause.pardons());
        return conditions(all);
    }

    static ArrayNode conditions(List<Condition> conditions) {
        ArrayNode list = JSON.arrayNode();
        conditions.forEach(
                condition -> list.addObject().put("name", condition.name()).put("expression", condition.expression()));
        return list;
    }

    static ArrayNode validations(Frame frame, Clause clause) {
        ArrayNode list = JSON.arrayNode();
        clause.validations().forEach(validation -> list.add(validation(frame, clause, validation)));
        return list;
    }

    static ArrayNode texts(List<String> values) {
        ArrayNode list = JSON.arrayNode();
        values.forEach(list::add);
        return list;
    }

    /// What the webhook would say: check, specification, what offends, what to do.
    private static ObjectNode validation(Frame frame, Clause clause, CelForm.Validation validation) {
        String lead = "%s (%s): ".formatted(clause.card().check(), frame.specification());
        String fix = ". " + clause.card().fix();
        ObjectNode json = JSON.objectNode();
        json.put("expression", RatchetText.tolerant(validation.expression()));
        json.put("message", lead + validation.message() + fix);
        if (!validation.messageExpression().isEmpty()) {
            json.put(
                    "messageExpression",
                    "%s + %s + %s".formatted(CelText.of(lead), validation.messageExpression(), CelText.of(fix)));
        }
        return json;
    }
}
