package io.kspec.core.rule.network;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every namespace denies incoming traffic that no policy allows.
///
/// **Reads** namespaces and network policies: one that selects every pod, holds for Ingress and has no ingress
/// rule. Which namespaces are asked stands at [NetworkPolicies].
/// Pods on the network of their node are out of reach of every policy; a pass names them.
/// **Answers** Pass; Fail with one violation per namespace; NotEvaluated when nothing is missing and something
/// could not be read. Never throws.
/// **Cost** O(namespaces + policies); safe for use by many threads.
/// **Source** `spec.network.defaultDenyIngress`, or `defaultDeny`; CIS Kubernetes Benchmark 1.12, 5.3.2.
public final class NamespacesDenyIngressByDefault implements ClusterRule {
    private static final RuleCard CARD = NetworkPolicies.card(
            "Every namespace denies ingress by default",
            "What is not denied by default is allowed, for every pod that somebody forgets.",
            "Add a network policy with an empty podSelector, policyTypes [Ingress] and no rule.");
    public static final RuleKind KIND = new RuleKind(
            "namespaces-deny-ingress-by-default",
            CARD,
            "network.defaultDenyIngress",
            NamespacesDenyIngressByDefault::demandedBy);

    public static Stream<NamespacesDenyIngressByDefault> demandedBy(ClusterSpec spec) {
        return NetworkPolicies.of(spec)
                .filter(network ->
                        Boolean.TRUE.equals(network.defaultDenyIngress()) || Boolean.TRUE.equals(network.defaultDeny()))
                .map(_ -> new NamespacesDenyIngressByDefault());
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return NetworkPolicies.READS_OF_DENIALS;
    }

    @Override
    public List<Failure> gaps(ClusterView cluster) {
        return NetworkPolicies.gaps(cluster);
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations = NetworkPolicies.missing(
                cluster,
                policy -> NetworkPolicies.deniesByDefault(policy, "Ingress", "ingress"),
                "with a NetworkPolicy that denies ingress by default",
                "Add a NetworkPolicy to namespace %s with podSelector {}, policyTypes [Ingress] and no ingress rule.");
        return NetworkPolicies.verdict(this, cluster, violations);
    }

    @Override
    public String headline(List<Violation> violations) {
        return NetworkPolicies.headline(violations, "a default deny of ingress");
    }

    @Override
    public Map<String, Object> details(List<Violation> violations) {
        return NetworkPolicies.details(violations);
    }
}
