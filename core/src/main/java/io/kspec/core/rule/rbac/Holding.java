package io.kspec.core.rule.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.Headlines;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Somebody to whom a role is bound.
///
/// @param binding a ClusterRoleBinding or RoleBinding
/// @param position of the subject in the binding, from 0
/// @param who `User jane`, `Group ops`, `ServiceAccount ci/deployer`
/// @param ofTheControlPlane whether the subject is a part of Kubernetes itself
record Holding(SubjectRef binding, int position, String who, Role role, boolean ofTheControlPlane) {
    private static final Set<String> OF_THE_CONTROL_PLANE = Set.of(
            "Group system:masters",
            "Group system:nodes",
            "User system:apiserver",
            "User system:kube-controller-manager",
            "User system:kube-scheduler",
            "User system:kube-proxy");
    private static final Set<String> BROAD =
            Set.of("Group system:authenticated", "Group system:unauthenticated", "Group system:serviceaccounts");
    private static final Set<String> ANONYMOUS = Set.of("User system:anonymous", "Group system:unauthenticated");

    /// Every subject of every binding whose role is known, in the order of the bindings.
    static Stream<Holding> of(ClusterView cluster) {
        Roles roles = Roles.of(cluster);
        return Stream.of(Resource.CLUSTER_ROLE_BINDINGS, Resource.ROLE_BINDINGS)
                .flatMap(resource -> cluster.list(resource).items().stream())
                .flatMap(binding -> roles.boundBy(binding).stream().flatMap(role -> of(binding, role).stream()));
    }

    /// A group that everybody, or every program, belongs to.
    boolean isBroad() {
        return BROAD.contains(who) || isAnonymous();
    }

    boolean isAnonymous() {
        return ANONYMOUS.contains(who);
    }

    Violation violation(String demanded, String fix) {
        return new Violation(binding, FieldPath.of("subjects").index(position), who, demanded, fix);
    }

    /// `2 subjects may read secrets: User jane, Group ops`.
    static String headline(List<Violation> violations, String may) {
        List<String> names =
                violations.stream().map(Violation::observed).distinct().toList();
        return "%s may %s: %s"
                .formatted(Headlines.count(names.size(), "subject", "subjects"), may, Headlines.names(names));
    }

    /// `User admin@example.com`, `ServiceAccount ci/deployer`.
    static String who(JsonNode subject) {
        String kind = subject.path("kind").asText("");
        String namespace = subject.path("namespace").asText("");
        String name = subject.path("name").asText("");
        return "%s %s".formatted(kind, kind.equals("ServiceAccount") ? namespace + "/" + name : name);
    }

    private static List<Holding> of(JsonNode binding, Role role) {
        SubjectRef ref = Subject.of(binding).ref();
        boolean builtIn = Roles.isBuiltIn(binding);
        JsonNode subjects = binding.path("subjects");
        var holdings = new ArrayList<Holding>();
        for (int position = 0; subjects.isArray() && position < subjects.size(); position++) {
            String who = who(subjects.path(position));
            boolean controller = builtIn && who.startsWith("ServiceAccount kube-system/");
            holdings.add(new Holding(ref, position, who, role, controller || OF_THE_CONTROL_PLANE.contains(who)));
        }
        return holdings;
    }
}
