package io.kspec.core.rule.network;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.NamedRequirement;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Every namespace has the network policy of a given name.
///
/// **Reads** namespaces and the names of network policies; which namespaces are asked stands at [NetworkPolicies].
/// **Answers** Pass; Fail with one violation per namespace; NotEvaluated when nothing is missing and something
/// could not be read. Never throws.
/// **Cost** O(namespaces + policies); safe for use by many threads.
/// **Source** `spec.network.requiredPolicies[]`, one instance per name.
public final class NamespacesHaveRequiredNetworkPolicies implements ClusterRule {
    private static final RuleCard CARD = NetworkPolicies.card(
            "Every namespace has the network policies that are demanded by name",
            "A policy that is missing in one namespace leaves that one open.",
            "Copy the network policy into the namespace.");
    public static final RuleKind KIND = new RuleKind(
            "namespaces-have-required-network-policies",
            CARD,
            "network.requiredPolicies",
            NamespacesHaveRequiredNetworkPolicies::demandedBy);

    private final String name;

    private NamespacesHaveRequiredNetworkPolicies(String name) {
        this.name = name;
    }

    public static Stream<NamespacesHaveRequiredNetworkPolicies> demandedBy(ClusterSpec spec) {
        return NetworkPolicies.of(spec)
                .flatMap(network -> network.requiredPolicies().stream())
                .map(NamedRequirement::name)
                .filter(Objects::nonNull)
                .distinct()
                .map(NamespacesHaveRequiredNetworkPolicies::new);
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name(), name);
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
                cluster,
                policy -> policy.path("metadata").path("name").asText("").equals(name),
                "with the NetworkPolicy " + name,
                "Add the NetworkPolicy %s to namespace %%s.".formatted(name));
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        return NetworkPolicies.headline(violations, "NetworkPolicy " + name);
    }

    @Override
    public Map<String, Object> details(List<Violation> violations) {
        return NetworkPolicies.details(violations);
    }
}
