package io.kspec.core.rule.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.SubjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// All roles of a cluster. What a ClusterRole aggregates is read from the roles that its selectors choose, and from
/// its own rules, into which the controller copies them.
final class Roles {
    static final Set<Resource> READS =
            Set.of(Resource.CLUSTER_ROLES, Resource.ROLES, Resource.CLUSTER_ROLE_BINDINGS, Resource.ROLE_BINDINGS);

    private static final String CLUSTER_ROLE = "ClusterRole";

    private final Map<String, Role> roles = new LinkedHashMap<>();

    private Roles() {}

    static Roles of(ClusterView cluster) {
        var all = new Roles();
        List<JsonNode> clusterRoles = cluster.list(Resource.CLUSTER_ROLES).items();
        for (JsonNode json : clusterRoles) {
            all.add(clusterRole(json, clusterRoles));
        }
        for (JsonNode json : cluster.list(Resource.ROLES).items()) {
            List<PolicyRule> rules = rules(json, "rules");
            all.add(new Role(Subject.of(json).ref(), false, rules, rules));
        }
        return all;
    }

    /// ClusterRoles first, each in the order of its list.
    Stream<Role> all() {
        return roles.values().stream();
    }

    /// The role that a binding gives; empty where there is none, or it could not be read.
    Optional<Role> boundBy(JsonNode binding) {
        JsonNode ref = binding.path("roleRef");
        boolean ofTheCluster = ref.path("kind").asText("").equals(CLUSTER_ROLE);
        String namespace =
                ofTheCluster ? "" : binding.path("metadata").path("namespace").asText("");
        return Optional.ofNullable(roles.get(key(namespace, ref.path("name").asText(""))));
    }

    /// Whether Kubernetes brings the object; the label alone proves nothing, since anybody can write it.
    static boolean isBuiltIn(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        return metadata.path("labels")
                        .path("kubernetes.io/bootstrapping")
                        .asText("")
                        .equals("rbac-defaults")
                && Role.isNameOfBuiltIn(metadata.path("name").asText(""));
    }

    private void add(Role role) {
        roles.put(key(role.ref().namespace(), role.ref().name()), role);
    }

    private static String key(String namespace, String name) {
        return namespace + "/" + name;
    }

    private static Role clusterRole(JsonNode json, List<JsonNode> clusterRoles) {
        SubjectRef ref = Subject.of(json).ref();
        boolean builtIn = isBuiltIn(json);
        List<PolicyRule> own = rules(json, "rules");
        var all = new ArrayList<>(own);
        var added = new ArrayList<>(builtIn ? List.<PolicyRule>of() : own);
        for (JsonNode selector : json.path("aggregationRule").path("clusterRoleSelectors")) {
            for (JsonNode source : clusterRoles) {
                if (LabelMatch.matches(selector, source.path("metadata").path("labels"))) {
                    List<PolicyRule> theirs = rules(source, "aggregationRule");
                    all.addAll(theirs);
                    added.addAll(builtIn && isBuiltIn(source) ? List.of() : theirs);
                }
            }
        }
        return new Role(ref, builtIn, all, added);
    }

    private static List<PolicyRule> rules(JsonNode role, String field) {
        var rules = new ArrayList<PolicyRule>();
        for (JsonNode rule : role.path("rules")) {
            FieldPath path = FieldPath.of(field);
            rules.add(PolicyRule.of(field.equals("rules") ? path.index(rules.size()) : path, rule));
        }
        return rules;
    }
}
