package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Writes ValidatingAdmissionPolicies: per shape one policy, and the binding that puts it in force.
final class AdmissionPolicies {
    private static final String API_VERSION = "admissionregistration.k8s.io/v1";

    private AdmissionPolicies() {}

    static List<ObjectNode> of(Clause clause, Frame frame, List<Shape> shapes) {
        NamespaceText namespaces = NamespaceText.byLabel(frame.scope(), frame.exemptNamespaces());
        var objects = new ArrayList<ObjectNode>();
        for (Shape shape : shapes) {
            String name = PolicyNames.of(frame.specification(), clause.id(), shape);
            objects.add(policy(name, clause, frame, shape, namespaces));
            objects.add(binding(name, clause, frame, shape, namespaces));
        }
        return objects;
    }

    private static ObjectNode policy(String name, Clause clause, Frame frame, Shape shape, NamespaceText namespaces) {
        ObjectNode policy = PolicyText.object(API_VERSION, "ValidatingAdmissionPolicy", name, frame, clause.id());
        ObjectNode spec = policy.putObject("spec");
        spec.put("failurePolicy", frame.action(shape).failurePolicy());
        spec.putObject("matchConstraints").set("resourceRules", PolicyText.resourceRules(shape));
        spec.set("matchConditions", PolicyText.matchConditions(shape, namespaces, clause));
        spec.set("variables", PolicyText.conditions(RatchetText.variables(shape, clause)));
        spec.set("validations", PolicyText.validations(frame, clause));
        return policy;
    }

    private static ObjectNode binding(String name, Clause clause, Frame frame, Shape shape, NamespaceText namespaces) {
        ObjectNode binding =
                PolicyText.object(API_VERSION, "ValidatingAdmissionPolicyBinding", name, frame, clause.id());
        ObjectNode spec = binding.putObject("spec");
        spec.put("policyName", name);
        spec.set(
                "validationActions",
                PolicyText.texts(List.of(frame.action(shape).word())));
        namespaces.selector().ifPresent(selector -> spec.putObject("matchResources")
                .set("namespaceSelector", selector.deepCopy()));
        return binding;
    }
}
