package io.kspec.core.rule.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.RbacSpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Nothing is bound to users without credentials.
///
/// **Reads** ClusterRoleBindings and RoleBindings with the subject `system:anonymous` or `system:unauthenticated`.
/// Left out is what Kubernetes shows to everybody: the roles `system:public-info-viewer` and `system:discovery`,
/// and reading the ConfigMap `cluster-info` of `kube-public`, by which nodes join. **Answers** Pass; Fail with one
/// violation per subject in the order of the bindings; NotEvaluated when there is none and something could not be
/// read. Never throws. **Cost** O(bindings); safe for use by many threads. **Source**
/// `spec.rbac.disallowAnonymousAccess`; NIST SP 800-53, AC-3 and AC-6.
public final class AnonymousUsersAreBoundToNothing implements ClusterRule {
    private static final Set<String> SHOWN_TO_EVERYBODY = Set.of("system:public-info-viewer", "system:discovery");
    private static final Set<String> ANONYMOUS = Set.of("User system:anonymous", "Group system:unauthenticated");
    private static final RuleCard CARD = Rbac.card(
            "rbac-anonymous-access",
            Severity.CRITICAL,
            "Nothing is bound to users without credentials",
            "Whoever reaches the API server has these rights, and the audit log cannot say who used them.",
            "Remove the subject from the binding.",
            Controls.cis());
    public static final RuleKind KIND = new RuleKind(
            "anonymous-users-are-bound-to-nothing",
            CARD,
            "rbac.disallowAnonymousAccess",
            AnonymousUsersAreBoundToNothing::demandedBy);

    public static Stream<AnonymousUsersAreBoundToNothing> demandedBy(ClusterSpec spec) {
        return Rbac.asked(spec, RbacSpec::disallowAnonymousAccess).map(_ -> new AnonymousUsersAreBoundToNothing());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.CLUSTER_ROLE_BINDINGS, Resource.ROLE_BINDINGS, Resource.ROLES);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        var violations = new ArrayList<Violation>();
        for (Resource resource : List.of(Resource.CLUSTER_ROLE_BINDINGS, Resource.ROLE_BINDINGS)) {
            for (JsonNode binding : cluster.list(resource).items()) {
                if (!isShownToEverybody(binding, cluster)) {
                    violations.addAll(anonymous(binding));
                }
            }
        }
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        List<String> bindings = violations.stream()
                .map(violation -> violation.subject().display())
                .distinct()
                .toList();
        return "%s to users without credentials: %s"
                .formatted(Headlines.count(bindings.size(), "binding", "bindings"), Headlines.names(bindings));
    }

    private static List<Violation> anonymous(JsonNode binding) {
        SubjectRef ref = Subject.of(binding).ref();
        JsonNode subjects = binding.path("subjects");
        String role = binding.path("roleRef").path("name").asText("");
        var found = new ArrayList<Violation>();
        for (int position = 0; subjects.isArray() && position < subjects.size(); position++) {
            String who = Holding.who(subjects.path(position));
            if (ANONYMOUS.contains(who)) {
                found.add(new Violation(
                        ref,
                        FieldPath.of("subjects").index(position),
                        who,
                        "a user with credentials, to be bound to " + role,
                        CARD.fix()));
            }
        }
        return found;
    }

    private static boolean isShownToEverybody(JsonNode binding, ClusterView cluster) {
        JsonNode role = binding.path("roleRef");
        String name = role.path("name").asText("");
        return role.path("kind").asText("").equals("ClusterRole")
                ? SHOWN_TO_EVERYBODY.contains(name)
                : binding.path("metadata").path("namespace").asText("").equals("kube-public")
                        && cluster.list(Resource.ROLES).items().stream()
                                .filter(one -> Subject.of(one).ref().namespace().equals("kube-public"))
                                .filter(one -> Subject.of(one).ref().name().equals(name))
                                .anyMatch(AnonymousUsersAreBoundToNothing::showsClusterInfoOnly);
    }

    private static boolean showsClusterInfoOnly(JsonNode role) {
        for (JsonNode rule : role.path("rules")) {
            boolean reading = isOnly(rule.path("verbs"), "get") && isOnly(rule.path("resources"), "configmaps");
            if (!reading || !isOnly(rule.path("resourceNames"), "cluster-info")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOnly(JsonNode list, String value) {
        return list.size() == 1 && list.path(0).asText("").equals(value);
    }
}
