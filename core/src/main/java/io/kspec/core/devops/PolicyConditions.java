package io.kspec.core.devops;

import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.devops.enforce.Skip;
import io.kspec.core.status.Condition;
import java.util.ArrayList;
import java.util.List;

/// The conditions of a policy, all of them made here.
final class PolicyConditions {
    private static final int MOST_NAMED = 5;
    private static final String SYSTEM = "SystemNamespace";

    private final String time;
    private final long generation;
    private final List<Condition> before;

    /// @param before the conditions that stand there now; their times stay as long as they hold
    PolicyConditions(String time, long generation, List<Condition> before) {
        this.time = time;
        this.generation = generation;
        this.before = List.copyOf(before);
    }

    List<Condition> of(PolicyEvaluation evaluation, Enforcement enforcement) {
        return List.of(
                condition("Evaluated", "True", "Evaluated", evaluation.message()),
                evaluation.excluded()
                        ? condition("Enforced", "False", SYSTEM, "Workloads of the system are never changed.")
                        : enforced(enforcement),
                evaluation.excluded()
                        ? condition(
                                "Excluded",
                                "True",
                                SYSTEM,
                                "The namespace belongs to the system: none of its pods is judged.")
                        : condition("Excluded", "False", "Judged", "The pods of the namespace are judged."));
    }

    private Condition enforced(Enforcement enforcement) {
        return switch (enforcement) {
            case Enforcement.Audited _ ->
                condition("Enforced", "False", "Audit", "Workloads are only judged: spec.enforcementMode is audit.");
            case Enforcement.LedBy led ->
                condition(
                        "Enforced",
                        "True",
                        "Joined",
                        "Policy %s comes first by name: it carries out what all enforcing policies of the namespace ask,"
                                        .formatted(led.policy())
                                + " and its values for probes and resources win.");
            case Enforcement.Unread unread ->
                condition(
                        "Enforced",
                        "Unknown",
                        unread.why().reason(),
                        unread.why().sentence());
            case Enforcement.Done done -> done(done);
        };
    }

    private Condition done(Enforcement.Done done) {
        if (!done.failed().isEmpty()) {
            return condition("Enforced", "False", "RemediationFailed", listed("could not be mended", done.failed()));
        }
        if (!done.skipped().isEmpty()) {
            return condition(
                    "Enforced",
                    "False",
                    "RemediationSkipped",
                    listed(
                            "left as they are",
                            done.skipped().stream().map(Skip::sentence).toList()));
        }
        return condition("Enforced", "True", "Enforced", "Every workload has the probes and resources it must have.");
    }

    private static String listed(String what, List<String> sentences) {
        var shown = new ArrayList<>(sentences.subList(0, Math.min(MOST_NAMED, sentences.size())));
        if (sentences.size() > MOST_NAMED) {
            shown.add("and %d more".formatted(sentences.size() - MOST_NAMED));
        }
        return "%d %s: %s.".formatted(sentences.size(), what, String.join("; ", shown));
    }

    private Condition condition(String type, String status, String reason, String message) {
        String since = before.stream()
                .filter(old -> old.type().equals(type) && old.status().equals(status))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(time);
        return new Condition(type, status, reason, message, since, generation);
    }
}
