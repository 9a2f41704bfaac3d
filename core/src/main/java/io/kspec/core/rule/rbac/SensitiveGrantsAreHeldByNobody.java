package io.kspec.core.rule.rbac;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.RbacSpec;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Nobody holds a grant that reaches beyond what it seems to give.
///
/// **Reads** Roles, ClusterRoles and their bindings, for the grants of [SensitiveGrant]. Left out are the control
/// plane itself, and what the built-in roles for people give by themselves. **Answers** Pass; Fail with one
/// violation per subject in the order of the bindings; NotEvaluated when there is none and something could not be
/// read. Never throws. **Cost** O(rules of roles × bindings); safe for use by many threads. **Source**
/// `spec.rbac.disallowSensitiveGrants`, one instance per grant; CIS Kubernetes Benchmark 1.12, 5.1.9 to 5.1.13.
public final class SensitiveGrantsAreHeldByNobody implements ClusterRule {
    private static final RuleCard CARD = Rbac.card(
            "rbac-sensitive-grants",
            Severity.HIGH,
            "Nobody holds a grant that reaches the nodes, the certificates, admission or the tokens",
            "Each of these grants is a way around what the other roles of the cluster withhold.",
            "Take the grant out of the role, or remove the subject from the binding.",
            cis(SensitiveGrant.values()));
    public static final RuleKind KIND = new RuleKind(
            "sensitive-grants-are-held-by-nobody",
            CARD,
            "rbac.disallowSensitiveGrants",
            SensitiveGrantsAreHeldByNobody::demandedBy);

    private final SensitiveGrant grant;
    private final RuleCard card;

    private SensitiveGrantsAreHeldByNobody(SensitiveGrant grant) {
        this.grant = grant;
        this.card = Rbac.card(CARD.check(), CARD.severity(), CARD.title(), CARD.why(), CARD.fix(), cis(grant));
    }

    public static Stream<SensitiveGrantsAreHeldByNobody> demandedBy(ClusterSpec spec) {
        return Rbac.asked(spec, RbacSpec::disallowSensitiveGrants)
                .flatMap(_ -> Arrays.stream(SensitiveGrant.values()))
                .map(SensitiveGrantsAreHeldByNobody::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name(), grant.parameter());
    }

    @Override
    public RuleCard card() {
        return card;
    }

    @Override
    public Set<Resource> reads() {
        return Roles.READS;
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = Holding.of(cluster)
                .filter(holding -> !holding.ofTheControlPlane())
                .filter(holding -> holding.role().questionable().stream().anyMatch(grant::isGivenBy))
                .map(holding -> holding.violation(
                        "bound to a role that may not %s, unlike %s"
                                .formatted(grant.may(), holding.role().ref().display()),
                        CARD.fix()))
                .toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Holding.headline(violations, grant.may());
    }

    private static Stream<Control> cis(SensitiveGrant... grants) {
        return Controls.full(
                Controls.cis(Arrays.stream(grants).map(SensitiveGrant::cis).toArray(String[]::new)));
    }
}
