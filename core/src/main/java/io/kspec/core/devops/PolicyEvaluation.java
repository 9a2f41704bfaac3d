package io.kspec.core.devops;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.status.Condition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private static final int MOST_WORKLOADS = 1000;

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
    public DevOpsPolicyStatus status(long generation, Instant now, List<Condition> before, Enforcement enforcement) {
        String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
        List<Condition> conditions = new PolicyConditions(time, generation, before).of(this, enforcement);
        return switch (enforcement) {
            case Enforcement.Audited _ -> status(generation, time, null, null, List.of(), conditions);
            case Enforcement.LedBy _, Enforcement.Unread _ -> status(generation, time, 0L, 0L, List.of(), conditions);
            case Enforcement.Done done ->
                status(
                        generation,
                        time,
                        (long) done.applied().size(),
                        (long) done.failed().size(),
                        done.applied().stream().limit(MOST_WORKLOADS).toList(),
                        conditions);
        };
    }

    private DevOpsPolicyStatus status(
            long generation,
            String time,
            @Nullable Long applied,
            @Nullable Long failed,
            List<String> workloads,
            List<Condition> conditions) {
        return new DevOpsPolicyStatus(
                generation,
                score.healthy(),
                score.value(),
                (long) violations.size(),
                time,
                message(),
                applied,
                failed,
                workloads,
                conditions);
    }
}
