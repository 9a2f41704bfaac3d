package io.kspec.core.rule.network;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every namespace has at least one network policy.
///
/// **Reads** namespaces and network policies; which namespaces are asked stands at [NetworkPolicies].
/// **Answers** Pass; Fail with one violation per namespace; NotEvaluated when nothing is missing and something
/// could not be read. Never throws.
/// **Cost** O(namespaces + policies); safe for use by many threads.
/// **Source** `spec.network.requireNetworkPolicies`; CIS Kubernetes Benchmark 1.12, 5.3.2.
public final class NamespacesHaveNetworkPolicies implements ClusterRule {
    private static final RuleCard CARD = NetworkPolicies.card(
            "Every namespace has a network policy",
            "Without a policy every pod may talk to every other pod of the cluster.",
            "Add a network policy to the namespace; begin with one that denies what is not listed.",
            Controls.full(Controls.cis("5.3.2")));
    public static final RuleKind KIND = new RuleKind(
            "namespaces-have-network-policies",
            CARD,
            "network.requireNetworkPolicies",
            NamespacesHaveNetworkPolicies::demandedBy);

    public static Stream<NamespacesHaveNetworkPolicies> demandedBy(ClusterSpec spec) {
        return NetworkPolicies.of(spec)
                .filter(network -> Boolean.TRUE.equals(network.requireNetworkPolicies()))
                .map(_ -> new NamespacesHaveNetworkPolicies());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return NetworkPolicies.READS;
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = NetworkPolicies.missing(
                cluster, _ -> true, "with at least one NetworkPolicy", "Add a NetworkPolicy to namespace %s.");
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return NetworkPolicies.headline(violations, "NetworkPolicies");
    }

    @Override
    public Map<String, Object> details(List<Violation> violations) {
        return NetworkPolicies.details(violations);
    }
}
