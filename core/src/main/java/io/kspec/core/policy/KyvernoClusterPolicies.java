package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.subject.WorkloadKind;
import java.util.List;

/// Writes Kyverno's ClusterPolicies: one policy with one rule per shape, in CEL.
final class KyvernoClusterPolicies {
    private KyvernoClusterPolicies() {}

    static ObjectNode of(Clause clause, Frame frame, List<Shape> shapes, ClusterPolicyNames.Name name) {
        ObjectNode policy = PolicyText.object("kyverno.io/v1", "ClusterPolicy", name.policy(), frame, clause.id());
        PolicyText.describe(policy, clause);
        // The rules for templates are written out below; rewritten ones would judge them a second time.
        policy.withObject("/metadata/annotations").put("pod-policies.kyverno.io/autogen-controllers", "none");
        ObjectNode spec = policy.putObject("spec");
        spec.put("admission", true);
        spec.put("background", true);
        if (frame.holds().stream().anyMatch(hold -> hold.templates() == PolicyAction.WARN)) {
            spec.put("emitWarning", true);
        }
        spec.putObject("webhookConfiguration").put("failurePolicy", frame.failurePolicy(Shape.PODS));
        var rules = spec.putArray("rules");
        shapes.forEach(
                shape -> frame.holds().forEach(hold -> rules.add(rule(clause, frame, hold, shape, name.rule()))));
        return policy;
    }

    private static ObjectNode rule(Clause clause, Frame frame, Hold hold, Shape shape, String name) {
        NamespaceText namespaces = NamespaceText.byName(hold.scope(), frame.exemptNamespaces());
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("name", PolicyNames.ending(name, shape.suffix() + hold.suffix()));
        ObjectNode resources =
                rule.putObject("match").putArray("any").addObject().putObject("resources");
        resources.set(
                "kinds",
                PolicyText.texts(
                        shape.kinds().stream().map(KyvernoClusterPolicies::kind).toList()));
        resources.set("operations", PolicyText.texts(List.of("CREATE", "UPDATE")));
        namespaces.selector().ifPresent(selector -> resources.set("namespaceSelector", selector));
        rule.set("celPreconditions", PolicyText.matchConditions(shape, namespaces, clause));
        ObjectNode validate = rule.putObject("validate");
        validate.put("failureAction", hold.action(shape) == PolicyAction.DENY ? "Enforce" : "Audit");
        validate.put("message", clause.card().title() + ". " + clause.card().fix());
        ObjectNode cel = validate.putObject("cel");
        cel.set("variables", PolicyText.conditions(RatchetText.variables(shape, clause)));
        cel.set("expressions", PolicyText.validations(frame, clause));
        return rule;
    }

    /// A Pod stands for its ephemeral containers too.
    private static String kind(WorkloadKind kind) {
        return kind.group().isEmpty() ? kind.kind() : "%s/v1/%s".formatted(kind.group(), kind.kind());
    }
}
