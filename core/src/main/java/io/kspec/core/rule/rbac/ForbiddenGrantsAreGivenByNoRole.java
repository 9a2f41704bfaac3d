package io.kspec.core.rule.rbac;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// No role gives what the specification forbids.
///
/// **Reads** Roles and ClusterRoles, with what they aggregate; those left out that Kubernetes brings. A wildcard of
/// a role covers every value, a `*` of the specification means the wildcard itself, and one of the verbs is enough.
/// **Answers** Pass; Fail with one violation per rule of a role; NotEvaluated when there is none and something
/// could not be read. Never throws. **Cost** O(rules of roles); safe for use by many threads. **Source**
/// `spec.rbac.forbiddenRules[]`, one instance per entry.
public final class ForbiddenGrantsAreGivenByNoRole implements ClusterRule {
    private static final RuleCard CARD = Rbac.card(
            "rbac-rules",
            Severity.HIGH,
            "No role gives what is forbidden",
            "What nobody may do must not be given, or the next binding gives it to somebody.",
            "Take the forbidden verbs out of the role's rules.",
            Controls.cis());
    public static final RuleKind KIND = new RuleKind(
            "forbidden-grants-are-given-by-no-role",
            CARD,
            "rbac.forbiddenRules",
            ForbiddenGrantsAreGivenByNoRole::demandedBy);

    private final Grant forbidden;

    private ForbiddenGrantsAreGivenByNoRole(Grant forbidden) {
        this.forbidden = forbidden;
    }

    public static Stream<ForbiddenGrantsAreGivenByNoRole> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.rbac())
                .flatMap(rbac -> rbac.forbiddenRules().stream())
                .map(Grant::of)
                .distinct()
                .map(ForbiddenGrantsAreGivenByNoRole::new);
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name(), forbidden.display());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Set.of(Resource.CLUSTER_ROLES, Resource.ROLES);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = Roles.of(cluster)
                .all()
                .filter(role -> !role.builtIn())
                .flatMap(role -> role.rules().stream().flatMap(rule -> violation(role.ref(), rule)))
                .distinct()
                .toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        List<String> roles = violations.stream()
                .map(violation -> violation.subject().display())
                .distinct()
                .toList();
        return "forbidden %s given by %s: %s"
                .formatted(forbidden.display(), Headlines.count(roles.size(), "role", "roles"), Headlines.names(roles));
    }

    private Stream<Violation> violation(SubjectRef role, PolicyRule rule) {
        List<String> given = forbidden.verbs().stream()
                .filter(verb -> rule.gives(forbidden.apiGroup(), forbidden.resource(), verb))
                .toList();
        return given.isEmpty()
                ? Stream.empty()
                : Stream.of(new Violation(
                        role,
                        rule.path(),
                        "%s on %s".formatted(String.join(", ", rule.verbs()), String.join(", ", rule.resources())),
                        "without %s on %s".formatted(String.join(", ", given), forbidden.where()),
                        CARD.fix()));
    }
}
