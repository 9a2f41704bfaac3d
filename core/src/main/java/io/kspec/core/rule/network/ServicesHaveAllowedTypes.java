package io.kspec.core.rule.network;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.NetworkSpec;
import io.kspec.core.subject.Subject;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every Service has a type that the specification allows.
///
/// **Reads** `spec.type` of Services; absent is ClusterIP. The API server's own Service is left out.
/// **Answers** Pass; Fail with one violation per Service; NotEvaluated when there is none and something could not be
/// read. Never throws.
/// **Cost** O(services); safe for use by many threads.
/// **Source** `spec.network.allowedServiceTypes`; NIST SP 800-53, SC-7.
public final class ServicesHaveAllowedTypes implements ClusterRule {
    private static final RuleCard CARD = Services.card(
            "Every Service has an allowed type",
            "A NodePort or LoadBalancer opens the cluster to whatever network its nodes stand in.",
            "Change the type of the Service, and publish it through the gateway that is meant for it.");
    public static final RuleKind KIND = new RuleKind(
            "services-have-allowed-types", CARD, "network.allowedServiceTypes", ServicesHaveAllowedTypes::demandedBy);

    private final List<String> allowed;

    private ServicesHaveAllowedTypes(List<String> allowed) {
        this.allowed = allowed;
    }

    public static Stream<ServicesHaveAllowedTypes> demandedBy(ClusterSpec spec) {
        return NetworkPolicies.of(spec)
                .map(NetworkSpec::allowedServiceTypes)
                .filter(types -> !types.isEmpty())
                .map(ServicesHaveAllowedTypes::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Set<Resource> reads() {
        return Services.READS;
    }

    @Override
    public Verdict judge(ClusterView cluster) {
        List<Violation> violations =
                Services.asked(cluster).flatMap(this::violation).toList();
        return verdict(cluster, violations, "");
    }

    @Override
    public String headline(List<Violation> violations) {
        String types =
                violations.stream().map(Violation::observed).distinct().sorted().collect(Collectors.joining(" or "));
        return Services.headline(violations, "of type " + types);
    }

    private Stream<Violation> violation(Subject service) {
        String written = service.json().path("spec").path("type").asText("");
        String type = written.isEmpty() ? "ClusterIP" : written;
        return allowed.contains(type)
                ? Stream.empty()
                : Stream.of(new Violation(
                        service.ref(), FieldPath.of("spec.type"), type, String.join(" or ", allowed), CARD.fix()));
    }
}
