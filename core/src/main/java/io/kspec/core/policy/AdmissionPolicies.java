package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Writes ValidatingAdmissionPolicies: per shape one policy, and the binding that puts it in force.
final class AdmissionPolicies {
    private static final String API_VERSION = "admissionregistration.k8s.io/v1";

    private AdmissionPolicies() {}

    static List<ObjectNode> of(Clause clause, Frame frame, List<Shape> shapes) {
        var objects = new ArrayList<ObjectNode>();
        for (Shape shape : shapes) {
            String name = PolicyNames.of(frame.specification(), clause.id(), shape);
            objects.add(policy(name, clause, frame, shape));
            frame.holds().forEach(hold -> objects.add(binding(name, clause, frame, hold, shape)));
        }
        return objects;
    }

    private static ObjectNode policy(String name, Clause clause, Frame frame, Shape shape) {
        ObjectNode policy = PolicyText.object(API_VERSION, "ValidatingAdmissionPolicy", name, frame, clause.id());
        ObjectNode spec = policy.putObject("spec");
        spec.put("failurePolicy", frame.failurePolicy(shape));
        spec.putObject("matchConstraints").set("resourceRules", PolicyText.resourceRules(shape));
        NamespaceText namespaces = namespaces(frame, frame.holds().getFirst());
        spec.set("matchConditions", PolicyText.matchConditions(shape, namespaces, clause));
        spec.set("variables", PolicyText.conditions(RatchetText.variables(shape, clause)));
        spec.set("validations", PolicyText.validations(frame, clause));
        return policy;
    }

    private static ObjectNode binding(String policy, Clause clause, Frame frame, Hold hold, Shape shape) {
        String name = hold.suffix().isEmpty()
                ? policy
                : PolicyNames.of(frame.specification(), clause.id(), shape, hold.suffix());
        ObjectNode binding =
                PolicyText.object(API_VERSION, "ValidatingAdmissionPolicyBinding", name, frame, clause.id());
        ObjectNode spec = binding.putObject("spec");
        spec.put("policyName", policy);
        spec.set(
                "validationActions", PolicyText.texts(List.of(hold.action(shape).word())));
        namespaces(frame, hold).selector().ifPresent(selector -> spec.putObject("matchResources")
                .set("namespaceSelector", selector.deepCopy()));
        return binding;
    }

    /// Holds differ in labels alone, which bindings select; what is said by conditions is the same for all.
    private static NamespaceText namespaces(Frame frame, Hold hold) {
        return NamespaceText.byLabel(hold.scope(), frame.exemptNamespaces());
    }
}
