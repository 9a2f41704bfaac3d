package io.kspec.lifecycle.health;

import io.kspec.lifecycle.health.Evidence.Condition;
import io.kspec.lifecycle.health.Evidence.CustomResource;
import io.kspec.lifecycle.health.Evidence.Reconciles;
import io.kspec.lifecycle.health.OperatorHealth.ReconciliationHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// What the custom resources say.
///
/// @param failing all that fail or are stale, also those that did before
record ResourcesJudgement(ReconciliationHealth health, List<String> failing, List<String> messages) {
    static final Duration PATIENCE = Duration.ofMinutes(5);
    static final double ERRORS = 0.05;
    private static final Set<String> GOOD = Set.of("Ready", "Available", "Synced");

    static ResourcesJudgement judge(Evidence.CustomResources evidence, Baseline baseline, Instant now) {
        Set<String> before = new HashSet<>(baseline.failingResources());
        List<String> failing = evidence.resources().stream()
                .filter(resource -> stale(resource, now))
                .map(CustomResource::name)
                .toList();
        List<String> blamed =
                failing.stream().filter(name -> !before.contains(name)).toList();
        double rate = rate(evidence, blamed.size());
        // A resource that must be reconciled and is not is stale; an operator with nothing to do is not late.
        boolean healthy = blamed.isEmpty() && rate < ERRORS;
        List<String> messages = new ArrayList<>();
        if (!blamed.isEmpty()) {
            messages.add(
                    "%d custom resources are stale or not ready for more than %d minutes: %s. Look at their status."
                            .formatted(
                                    blamed.size(),
                                    PATIENCE.toMinutes(),
                                    String.join(", ", blamed.stream().limit(3).toList())));
        }
        if (rate >= ERRORS) {
            messages.add("%.1f %% of the reconciliations fail. Look at the operator's log.".formatted(rate * 100));
        }
        OptionalDouble average = evidence.reconciles()
                .map(counted -> OptionalDouble.of((double) counted.average().toMillis()))
                .orElse(OptionalDouble.empty());
        return new ResourcesJudgement(
                new ReconciliationHealth(
                        evidence.resources().size() - failing.size(),
                        failing.size(),
                        rate,
                        average,
                        evidence.lastReconciliation(),
                        healthy),
                failing,
                messages);
    }

    /// As the operator counts it, or else the share of resources that fail and did not before.
    private static double rate(Evidence.CustomResources evidence, int blamed) {
        return evidence.reconciles()
                .filter(counted -> counted.total() > 0)
                .map(ResourcesJudgement::rate)
                .orElseGet(() -> evidence.resources().isEmpty()
                        ? 0
                        : (double) blamed / evidence.resources().size());
    }

    private static double rate(Reconciles counted) {
        return (double) counted.errors() / counted.total();
    }

    private static boolean stale(CustomResource resource, Instant now) {
        Instant limit = now.minus(PATIENCE);
        boolean behind = resource.observedGeneration()
                        .filter(seen -> seen < resource.generation())
                        .isPresent()
                && resource.generationSince().isBefore(limit);
        boolean silent = !resource.hasStatus()
                && resource.kindHasStatus()
                && resource.createdAt().isBefore(limit);
        return behind || silent || resource.conditions().stream().anyMatch(condition -> bad(condition, limit));
    }

    private static boolean bad(Condition condition, Instant limit) {
        return GOOD.contains(condition.type())
                && !condition.status().equals("True")
                && condition.lastTransition().isBefore(limit);
    }
}
