package io.kspec.core.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.CelText;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.NativePolicyAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A rulebook as ValidatingAdmissionPolicies: what the API server refuses by itself, also while kspec is away.
///
/// One policy and one binding per workload rule, for pods. They decide as [io.kspec.core.admission.Admission]
/// decides: what is being deleted may go, and an update that leaves the pod's spec as it is makes nothing worse.
/// Pod templates are left to the webhook, which knows who owns them.
///
/// Everything is bound as dyn: init, regular and ephemeral containers have types of their own, which the API server
/// would refuse to put into one list, and a field that only one of them has would draw a warning.
public final class NativePolicies {
    private static final String API_VERSION = "admissionregistration.k8s.io/v1";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private NativePolicies() {}

    /// What the enforcement of the rulebook asks for: nothing when native policies are off.
    ///
    /// @param exemptNamespaces namespaces that admission leaves alone, for example `kube-system`
    /// @param now the time at which they are to hold: outside the times of the specification there are none
    public static Generated of(Rulebook rulebook, Set<String> exemptNamespaces, Instant now) {
        var objects = new ArrayList<ObjectNode>();
        var leftOut = new ArrayList<Left>();
        NativePolicyAction action = rulebook.enforcementAt(now).nativePolicies();
        if (action == NativePolicyAction.OFF) {
            return new Generated(objects, leftOut);
        }
        for (WorkloadRule rule : rulebook.workloadRules()) {
            switch (rule.cel()) {
                case CelForm.Expressed(List<CelForm.Validation> validations) -> {
                    objects.add(policy(rulebook, rule, validations, action));
                    objects.add(binding(rulebook, rule, action, exemptNamespaces));
                }
                case CelForm.Inexpressible(String reason) -> leftOut.add(new Left(rule.id(), reason));
            }
        }
        return new Generated(objects, leftOut);
    }

    private static ObjectNode policy(
            Rulebook rulebook, WorkloadRule rule, List<CelForm.Validation> validations, NativePolicyAction action) {
        ObjectNode policy = object("ValidatingAdmissionPolicy", rulebook, rule);
        ObjectNode spec = policy.putObject("spec");
        spec.put("failurePolicy", action == NativePolicyAction.DENY ? "Fail" : "Ignore");
        ObjectNode resources =
                spec.putObject("matchConstraints").putArray("resourceRules").addObject();
        resources.set("apiGroups", texts(""));
        resources.set("apiVersions", texts("v1"));
        resources.set("operations", texts("CREATE", "UPDATE"));
        resources.set("resources", texts("pods", "pods/ephemeralcontainers", "pods/resize"));
        ArrayNode conditions = spec.putArray("matchConditions");
        conditions.add(condition("is-not-being-deleted", "!has(object.metadata.deletionTimestamp)"));
        conditions.add(condition("pod-spec-changed", "oldObject == null || object.spec != oldObject.spec"));
        ArrayNode variables = spec.putArray("variables");
        variables.add(condition("pod", "dyn(object)"));
        variables.add(condition("podSpec", "dyn(object.spec)"));
        variables.add(condition("podMeta", "dyn(object.metadata)"));
        variables.add(condition(
                "containers",
                "variables.podSpec.?initContainers.orValue([])"
                        + " + variables.podSpec.?containers.orValue([])"
                        + " + variables.podSpec.?ephemeralContainers.orValue([])"));
        ArrayNode list = spec.putArray("validations");
        validations.forEach(validation -> list.add(validation(rulebook, rule.card(), validation)));
        return policy;
    }

    private static ObjectNode binding(
            Rulebook rulebook, WorkloadRule rule, NativePolicyAction action, Set<String> exemptNamespaces) {
        ObjectNode binding = object("ValidatingAdmissionPolicyBinding", rulebook, rule);
        ObjectNode spec = binding.putObject("spec");
        spec.put("policyName", PolicyNames.of(rulebook.specification(), rule.id()));
        spec.set("validationActions", texts(action == NativePolicyAction.DENY ? "Deny" : "Audit"));
        if (!exemptNamespaces.isEmpty()) {
            ObjectNode elsewhere = spec.putObject("matchResources")
                    .putObject("namespaceSelector")
                    .putArray("matchExpressions")
                    .addObject();
            elsewhere.put("key", "kubernetes.io/metadata.name");
            elsewhere.put("operator", "NotIn");
            elsewhere.set("values", texts(exemptNamespaces.stream().sorted().toArray(String[]::new)));
        }
        return binding;
    }

    private static ObjectNode object(String kind, Rulebook rulebook, WorkloadRule rule) {
        ObjectNode object = JSON.objectNode();
        object.put("apiVersion", API_VERSION);
        object.put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        metadata.put("name", PolicyNames.of(rulebook.specification(), rule.id()));
        ObjectNode labels = metadata.putObject("labels");
        labels.put("app.kubernetes.io/managed-by", "kspec");
        labels.put("kspec.io/cluster-spec", PolicyNames.label(rulebook.specification()));
        labels.put(
                "kspec.io/enforcement-mode",
                rulebook.enforcement().mode().name().toLowerCase(Locale.ROOT));
        labels.put("kspec.io/generated", "true");
        metadata.putObject("annotations").put("kspec.io/rule", rule.id().toString());
        return object;
    }

    /// What the webhook would say: check, specification, what offends, what to do.
    private static ObjectNode validation(Rulebook rulebook, RuleCard card, CelForm.Validation validation) {
        String lead = "%s (%s): ".formatted(card.check(), rulebook.specification());
        String fix = ". " + card.fix();
        ObjectNode json = JSON.objectNode();
        json.put("expression", validation.expression());
        json.put("message", lead + validation.message() + fix);
        if (!validation.messageExpression().isEmpty()) {
            json.put(
                    "messageExpression",
                    "%s + %s + %s".formatted(CelText.of(lead), validation.messageExpression(), CelText.of(fix)));
        }
        return json;
    }

    private static ObjectNode condition(String name, String expression) {
        return JSON.objectNode().put("name", name).put("expression", expression);
    }

    private static ArrayNode texts(String... values) {
        ArrayNode list = JSON.arrayNode();
        for (String value : values) {
            list.add(value);
        }
        return list;
    }
}
