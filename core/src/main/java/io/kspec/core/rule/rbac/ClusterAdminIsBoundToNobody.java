package io.kspec.core.rule.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// No binding gives anybody every right.
///
/// **Reads** ClusterRoleBindings and RoleBindings to `cluster-admin`, or to a ClusterRole of equal power (a rule
/// with all verbs on all resources of all groups). Left out are the group `system:masters`, which the API server
/// obeys with or without a binding, and the users of the control plane itself.
/// **Answers** Pass; Fail with one violation per subject in the order of the bindings; NotEvaluated when none is
/// found and something could not be read. Never throws.
/// **Cost** O(roles + bindings); safe for use by many threads.
/// **Source** `spec.rbac.disallowClusterAdminBindings`; CIS Kubernetes Benchmark 1.12, 5.1.1.
public final class ClusterAdminIsBoundToNobody implements ClusterRule {
    private static final String CLUSTER_ADMIN = "cluster-admin";
    private static final Set<String> OF_THE_CONTROL_PLANE = Set.of(
            "Group system:masters",
            "User system:apiserver",
            "User system:kube-controller-manager",
            "User system:kube-scheduler");
    private static final RuleCard CARD = new RuleCard(
            "rbac-cluster-admin",
            Category.RBAC,
            Severity.HIGH,
            "No binding grants cluster-admin",
            "Who holds cluster-admin can read every secret and change every object of the cluster.",
            "Bind the subjects to a role with the rights that they need, then remove the binding.",
            Controls.all(
                    Controls.cis("5.1.1"),
                    Controls.nist("AC-2", "AC-3", "AC-6", "AC-6(1)", "AC-6(5)"),
                    Controls.pci("7.2.1", "7.2.2", "7.2.5"),
                    Controls.soc2("CC6.1", "CC6.2", "CC6.3")));
    public static final RuleKind KIND = new RuleKind(
            "cluster-admin-is-bound-to-nobody",
            CARD,
            "rbac.disallowClusterAdminBindings",
            ClusterAdminIsBoundToNobody::demandedBy);

    public static Stream<ClusterAdminIsBoundToNobody> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.rbac())
                .filter(rbac -> Boolean.TRUE.equals(rbac.disallowClusterAdminBindings()))
                .map(_ -> new ClusterAdminIsBoundToNobody());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.CLUSTER_ROLES, Resource.CLUSTER_ROLE_BINDINGS, Resource.ROLE_BINDINGS);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        Set<String> almighty = almighty(cluster.list(Resource.CLUSTER_ROLES).items());
        var violations = new ArrayList<Violation>();
        for (Resource resource : List.of(Resource.CLUSTER_ROLE_BINDINGS, Resource.ROLE_BINDINGS)) {
            for (JsonNode binding : cluster.list(resource).items()) {
                JsonNode role = binding.path("roleRef");
                if (role.path("kind").asText("").equals("ClusterRole")
                        && almighty.contains(role.path("name").asText(""))) {
                    violations.addAll(grants(binding));
                }
            }
        }
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        List<SubjectRef> bindings =
                violations.stream().map(Violation::subject).distinct().toList();
        int everywhere = (int) bindings.stream()
                .filter(binding -> binding.kind().equals("ClusterRoleBinding"))
                .count();
        int inNamespaces = bindings.size() - everywhere;
        var counted = new ArrayList<String>();
        if (everywhere > 0) {
            counted.add(Headlines.count(everywhere, "ClusterRoleBinding", "ClusterRoleBindings"));
        }
        if (inNamespaces > 0) {
            counted.add(Headlines.count(inNamespaces, "RoleBinding", "RoleBindings"));
        }
        return "%s %s cluster-admin"
                .formatted(String.join(" and ", counted), bindings.size() == 1 ? "grants" : "grant");
    }

    @Override
    public Map<String, Object> details(List<Violation> violations) {
        var bindings = new LinkedHashMap<SubjectRef, List<Map<String, String>>>();
        for (Violation violation : violations) {
            String[] who = violation.observed().split(" ", 2);
            bindings.computeIfAbsent(violation.subject(), _ -> new ArrayList<>())
                    .add(Map.of("kind", who[0], "name", who.length == 2 ? who[1] : ""));
        }
        return Map.of(
                "bindings",
                bindings.entrySet().stream()
                        .map(binding -> evidence(binding.getKey(), binding.getValue()))
                        .toList());
    }

    private static Map<String, Object> evidence(SubjectRef binding, List<Map<String, String>> subjects) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("kind", binding.kind());
        if (!binding.namespace().isEmpty()) {
            shape.put("namespace", binding.namespace());
        }
        shape.put("name", binding.name());
        shape.put("subjects", subjects);
        return shape;
    }

    private static List<Violation> grants(JsonNode binding) {
        SubjectRef ref = Subject.of(binding).ref();
        JsonNode subjects = binding.path("subjects");
        var grants = new ArrayList<Violation>();
        for (int position = 0; subjects.isArray() && position < subjects.size(); position++) {
            String who = Holding.who(subjects.path(position));
            if (!OF_THE_CONTROL_PLANE.contains(who)) {
                grants.add(new Violation(
                        ref,
                        FieldPath.of("subjects").index(position),
                        who,
                        "bound to a role with fewer rights than "
                                + binding.path("roleRef").path("name").asText(""),
                        CARD.fix()));
            }
        }
        return grants;
    }

    private static Set<String> almighty(List<JsonNode> roles) {
        var names = new HashSet<String>();
        names.add(CLUSTER_ADMIN);
        for (JsonNode role : roles) {
            for (JsonNode rule : role.path("rules")) {
                if (everything(rule.path("apiGroups"))
                        && everything(rule.path("resources"))
                        && everything(rule.path("verbs"))) {
                    names.add(role.path("metadata").path("name").asText(""));
                }
            }
        }
        return names;
    }

    private static boolean everything(JsonNode list) {
        for (JsonNode element : list) {
            if (element.asText("").equals("*")) {
                return true;
            }
        }
        return false;
    }
}
