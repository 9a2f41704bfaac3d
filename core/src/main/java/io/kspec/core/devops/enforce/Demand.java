package io.kspec.core.devops.enforce;

import io.kspec.core.devops.DefaultProbe;
import io.kspec.core.devops.DefaultResources;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the enforcing policies of one namespace ask of its workloads together: whatever any of them asks. Values come
/// from the first policy by name that gives them.
///
/// @param resources all four values; empty when resources are never touched
/// @param evenManaged whether workloads that a deployment tool keeps are mended as well
public record Demand(
        boolean liveness,
        boolean readiness,
        DefaultProbe probe,
        Optional<DefaultResources> resources,
        boolean evenManaged) {
    public static Demand of(List<EnforcingPolicy> policies) {
        List<EnforcingPolicy> byName = policies.stream()
                .sorted(Comparator.comparing(EnforcingPolicy::name))
                .toList();
        return new Demand(
                byName.stream()
                        .anyMatch(policy -> Boolean.TRUE.equals(policy.spec().requireLivenessProbe())),
                byName.stream()
                        .anyMatch(policy -> Boolean.TRUE.equals(policy.spec().requireReadinessProbe())),
                byName.stream()
                        .flatMap(policy -> Optional.ofNullable(policy.spec().defaultProbe()).stream())
                        .findFirst()
                        .orElse(DefaultProbe.USUAL),
                byName.stream()
                        .flatMap(policy -> Optional.ofNullable(policy.spec().defaultResources()).stream())
                        .findFirst()
                        .map(DefaultResources::complete),
                byName.stream().anyMatch(EnforcingPolicy::evenManaged));
    }

    /// The policy that carries out what all of them ask, so that nothing is done twice; empty without any.
    public static Optional<String> leader(List<EnforcingPolicy> policies) {
        return policies.stream().map(EnforcingPolicy::name).min(Comparator.naturalOrder());
    }
}
