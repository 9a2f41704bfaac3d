package io.kspec.kube.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.SequencedCollection;

/// What kspec needs to be allowed in a cluster whose operators it manages, as objects to create there.
///
/// It may read everything, so that nothing it judges is hidden from it, and write what charts of operators consist
/// of. It may delete neither a definition nor a custom resource: what has no right to lose them cannot. Roles of
/// operators grant what kspec itself has not, so it may escalate and bind: treat its credentials as an
/// administrator's.
public final class ManagerRights {
    /// Of all objects.
    public static final String NAME = "kspec-manager";

    private static final String ROLES = "rbac.authorization.k8s.io";
    private static final List<String> READ = List.of("get", "list", "watch");
    private static final List<String> CHANGE = List.of("create", "update", "patch");
    private static final List<String> OWN = List.of("create", "update", "patch", "delete");

    private ManagerRights() {}

    /// Namespace, service account, cluster role and binding, in the order in which they are created.
    ///
    /// @param namespace of the service account
    /// @param groups of the operators' custom resources, such as `cert-manager.io`
    public static List<ObjectNode> objects(String namespace, SequencedCollection<String> groups) {
        ObjectNode account = object("v1", "ServiceAccount", NAME);
        account.withObject("/metadata").put("namespace", namespace);
        ObjectNode binding = object(ROLES + "/v1", "ClusterRoleBinding", NAME);
        binding.putObject("roleRef")
                .put("apiGroup", ROLES)
                .put("kind", "ClusterRole")
                .put("name", NAME);
        binding.putArray("subjects")
                .addObject()
                .put("kind", "ServiceAccount")
                .put("name", NAME)
                .put("namespace", namespace);
        return List.of(object("v1", "Namespace", namespace), account, role(groups), binding);
    }

    private static ObjectNode role(SequencedCollection<String> groups) {
        ObjectNode role = object(ROLES + "/v1", "ClusterRole", NAME);
        ArrayNode rules = role.putArray("rules");
        rule(rules, List.of("*"), List.of("*"), READ);
        rule(
                rules,
                List.of(""),
                List.of(
                        "namespaces",
                        "configmaps",
                        "secrets",
                        "services",
                        "serviceaccounts",
                        "persistentvolumeclaims",
                        "events"),
                OWN);
        rule(rules, List.of(""), List.of("pods"), List.of("delete"));
        rule(rules, List.of(""), List.of("services/proxy"), List.of("create"));
        rule(
                rules,
                List.of(
                        "apps",
                        "batch",
                        "autoscaling",
                        "policy",
                        "networking.k8s.io",
                        "coordination.k8s.io",
                        "scheduling.k8s.io",
                        "admissionregistration.k8s.io",
                        "apiregistration.k8s.io"),
                List.of("*"),
                OWN);
        rule(rules, List.of(ROLES), List.of("roles", "rolebindings", "clusterroles", "clusterrolebindings"), OWN);
        rule(rules, List.of(ROLES), List.of("roles", "clusterroles"), List.of("escalate", "bind"));
        rule(
                rules,
                List.of("apiextensions.k8s.io"),
                List.of("customresourcedefinitions", "customresourcedefinitions/status"),
                CHANGE);
        if (!groups.isEmpty()) {
            rule(rules, groups, List.of("*"), CHANGE);
        }
        ObjectNode itself = rules.addObject();
        names(itself, "apiGroups", List.of(""));
        names(itself, "resources", List.of("serviceaccounts/token"));
        names(itself, "resourceNames", List.of(NAME));
        names(itself, "verbs", List.of("create"));
        return role;
    }

    private static void rule(ArrayNode rules, Collection<String> groups, List<String> resources, List<String> verbs) {
        ObjectNode rule = rules.addObject();
        names(rule, "apiGroups", groups);
        names(rule, "resources", resources);
        names(rule, "verbs", verbs);
    }

    private static void names(ObjectNode rule, String field, Collection<String> names) {
        ArrayNode list = rule.putArray(field);
        names.forEach(list::add);
    }

    private static ObjectNode object(String apiVersion, String kind, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("app.kubernetes.io/name", NAME)
                .put("app.kubernetes.io/part-of", "kspec");
        return object;
    }
}
