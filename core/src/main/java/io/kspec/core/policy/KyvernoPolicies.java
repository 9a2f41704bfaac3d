package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Writes Kyverno's ValidatingPolicies: per shape one policy, in the CEL that the API server has too.
///
/// Kyverno's own way from pods to templates rewrites `object.spec` in the text of expressions. It runs only for
/// policies that match pods without their subresources, and it knows nothing of owners or of updates that change no
/// pod; so every shape is written out instead.
final class KyvernoPolicies {
    private KyvernoPolicies() {}

    static List<ObjectNode> of(Clause clause, Frame frame, List<Shape> shapes) {
        return shapes.stream()
                .flatMap(shape -> frame.holds().stream().map(hold -> policy(clause, frame, hold, shape)))
                .toList();
    }

    private static ObjectNode policy(Clause clause, Frame frame, Hold hold, Shape shape) {
        NamespaceText namespaces = NamespaceText.byName(hold.scope(), frame.exemptNamespaces());
        ObjectNode policy = PolicyText.object(
                "policies.kyverno.io/v1",
                "ValidatingPolicy",
                PolicyNames.shortOf(frame.specification(), clause.id(), shape, hold.suffix()),
                frame,
                clause.id());
        PolicyText.describe(policy, clause);
        ObjectNode spec = policy.putObject("spec");
        spec.set("validationActions", PolicyText.texts(actions(hold.action(shape))));
        spec.put("failurePolicy", hold.action(shape).failurePolicy());
        ObjectNode evaluation = spec.putObject("evaluation");
        evaluation.putObject("admission").put("enabled", true);
        evaluation.putObject("background").put("enabled", true);
        ObjectNode constraints = spec.putObject("matchConstraints");
        namespaces.selector().ifPresent(selector -> constraints.set("namespaceSelector", selector));
        constraints.set("resourceRules", PolicyText.resourceRules(shape));
        spec.set("matchConditions", PolicyText.matchConditions(shape, namespaces, clause));
        spec.set("variables", PolicyText.conditions(RatchetText.variables(shape, clause)));
        spec.set("validations", PolicyText.validations(frame, clause));
        return policy;
    }

    /// Here Audit is an entry in a report, which a warning should leave as well.
    private static List<String> actions(PolicyAction action) {
        return action == PolicyAction.WARN
                ? List.of(PolicyAction.WARN.word(), PolicyAction.AUDIT.word())
                : List.of(action.word());
    }
}
