package io.kspec.core.drift.config;

import io.kspec.core.status.Condition;
import io.kspec.core.status.DriftConfigStatus;
import io.kspec.core.validation.SpecProblem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes the status of a DriftConfig out of facts. Pure: the same facts and the same past give the same status.
public final class DriftConfigConditions {
    private DriftConfigConditions() {}

    /// What is known of a DriftConfig.
    ///
    /// @param problems why it is not valid; empty when it is
    /// @param holds whether it is the one that holds for a specification
    /// @param openEvents drift of those specifications that is open now
    public record Facts(
            long generation,
            List<SpecProblem> problems,
            boolean holds,
            Optional<Instant> lastRun,
            Optional<Instant> nextRun,
            int openEvents) {
        public Facts {
            problems = List.copyOf(problems);
        }
    }

    /// The status that the facts make.
    ///
    /// @param before the conditions as they are stored
    public static DriftConfigStatus of(Facts facts, List<Condition> before, Instant now) {
        return new DriftConfigStatus(
                facts.generation(),
                facts.lastRun().map(DriftConfigConditions::time).orElse(null),
                facts.nextRun().map(DriftConfigConditions::time).orElse(null),
                facts.openEvents(),
                List.of(stamped(ready(facts), before, now)));
    }

    private static Condition ready(Facts facts) {
        if (!facts.problems().isEmpty()) {
            String said = facts.problems().stream().map(SpecProblem::sentence).collect(Collectors.joining(" | "));
            return condition("False", "InvalidSpec", said + " Until then the defaults hold.", facts);
        }
        return facts.holds()
                ? condition("True", "InForce", "the settings are in force", facts)
                : condition(
                        "False",
                        "NotInForce",
                        "no active ClusterSpecification goes by it: there is none, or another DriftConfig comes first",
                        facts);
    }

    private static Condition condition(String status, String reason, String message, Facts facts) {
        return new Condition("Ready", status, reason, message, "", facts.generation());
    }

    private static Condition stamped(Condition next, List<Condition> before, Instant now) {
        String since = before.stream()
                .filter(old -> old.type().equals(next.type()) && old.status().equals(next.status()))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElseGet(() -> time(now));
        return new Condition(
                next.type(), next.status(), next.reason(), next.message(), since, next.observedGeneration());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
