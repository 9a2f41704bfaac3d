package io.kspec.core.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.status.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the pods of a namespace come to together.
///
/// @param excluded whether the namespace is left out: then no pod was judged
/// @param nextLook when a Pending pod crosses its line unless it has started by then; empty when none waits
public record PolicyEvaluation(
        PodMetrics metrics,
        List<PodViolation> violations,
        HealthScore score,
        boolean excluded,
        Optional<Instant> nextLook) {
    private static final Duration JUST_AFTER = Duration.ofMillis(1);

    public PolicyEvaluation {
        violations = List.copyOf(violations);
    }

    /// Judges all pods of the policy's own namespace. Never throws for any tree.
    ///
    /// @param pods of that namespace, all of them
    public static PolicyEvaluation of(
            EnabledChecks checks, String namespace, List<JsonNode> pods, SystemNamespaces system, Instant now) {
        boolean excluded = system.contains(namespace);
        PodMetrics metrics = PodMetrics.NONE;
        var violations = new ArrayList<PodViolation>();
        var lines = new ArrayList<Instant>();
        for (JsonNode pod : excluded ? List.<JsonNode>of() : pods) {
            PodEvaluation evaluation = PodEvaluation.of(pod, checks, now);
            metrics = metrics.plus(evaluation.metrics());
            violations.addAll(evaluation.violations());
            evaluation.pending().ifPresent(lines::add);
        }
        return new PolicyEvaluation(
                metrics,
                violations,
                HealthScore.of(metrics, checks.severities()),
                excluded,
                lines.stream().min(Comparator.naturalOrder()).map(line -> line.plus(JUST_AFTER)));
    }

    /// `5 violations across 10 pods — Stable (72)`.
    public String message() {
        return score.message(violations.size(), metrics.pods());
    }

    /// The whole status.
    ///
    /// @param before the conditions that stand there now; their times stay as long as they hold
    public DevOpsPolicyStatus status(long generation, Instant now, List<Condition> before) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new DevOpsPolicyStatus(
                generation,
                score.healthy(),
                score.value(),
                (long) violations.size(),
                time,
                message(),
                List.of(
                        since(before, new Condition("Evaluated", "True", "Evaluated", message(), time, generation)),
                        since(before, exclusion(time, generation))));
    }

    private Condition exclusion(String time, long generation) {
        return excluded
                ? new Condition(
                        "Excluded",
                        "True",
                        "SystemNamespace",
                        "The namespace belongs to the system: none of its pods is judged.",
                        time,
                        generation)
                : new Condition(
                        "Excluded", "False", "Judged", "The pods of the namespace are judged.", time, generation);
    }

    private static Condition since(List<Condition> before, Condition next) {
        String since = before.stream()
                .filter(old -> old.type().equals(next.type()) && old.status().equals(next.status()))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(next.lastTransitionTime());
        return new Condition(
                next.type(), next.status(), next.reason(), next.message(), since, next.observedGeneration());
    }
}
