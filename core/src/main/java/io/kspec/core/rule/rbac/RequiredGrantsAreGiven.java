package io.kspec.core.rule.rbac;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Some role gives what the specification demands, and somebody holds it.
///
/// **Reads** Roles and ClusterRoles, with what they aggregate, and their bindings. All verbs must come from one
/// role. A role that gives everything does not count: it is no grant of something in particular. **Answers** Pass;
/// Fail with one violation; NotEvaluated when no role was found and something could not be read. Never throws.
/// **Cost** O(rules of roles + bindings); safe for use by many threads. **Source** `spec.rbac.minimumRules[]`, one
/// instance per entry.
public final class RequiredGrantsAreGiven implements ClusterRule {
    private static final SubjectRef CLUSTER = new SubjectRef("", "Cluster", "", "cluster", "");
    private static final RuleCard CARD = Rbac.card(
            "rbac-rules",
            Severity.MEDIUM,
            "The demanded grants are given by some role",
            "Where a right is missing, people work around it with a role that gives more.",
            "Create a role with the demanded rule and bind it to whoever needs it.",
            Controls.cis());
    public static final RuleKind KIND =
            new RuleKind("required-grants-are-given", CARD, "rbac.minimumRules", RequiredGrantsAreGiven::demandedBy);

    private final Grant demanded;

    private RequiredGrantsAreGiven(Grant demanded) {
        this.demanded = demanded;
    }

    public static Stream<RequiredGrantsAreGiven> demandedBy(ClusterSpec spec) {
        return Stream.ofNullable(spec.rbac())
                .flatMap(rbac -> rbac.minimumRules().stream())
                .map(Grant::of)
                .distinct()
                .map(RequiredGrantsAreGiven::new);
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name(), demanded.display());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Roles.READS;
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        Optional<Role> giving =
                Holding.of(cluster).map(Holding::role).filter(this::isGivenBy).findFirst();
        if (giving.isPresent()) {
            return new Verdict.Pass("%s gives %s".formatted(giving.get().ref().display(), demanded.display()));
        }
        return gaps(cluster).isEmpty()
                ? new Verdict.Fail(List.of(new Violation(
                        CLUSTER,
                        FieldPath.of("roles"),
                        "without " + demanded.display(),
                        "given by a role that is bound",
                        CARD.fix())))
                : verdict(cluster, List.of(), "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return "no bound role gives " + demanded.display();
    }

    private boolean isGivenBy(Role role) {
        return role.rules().stream().noneMatch(PolicyRule::givesEverything)
                && demanded.verbs().stream().allMatch(verb -> role.rules().stream()
                        .anyMatch(rule -> rule.gives(demanded.apiGroup(), demanded.resource(), verb)));
    }
}
