package io.kspec.core.admission;

import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.Violation;

/// A violation, and the specification and rule that it breaks.
public record Breach(String specification, RuleId rule, String check, Violation violation) {
    static Breach of(String specification, Rule rule, Violation violation) {
        return new Breach(specification, rule.id(), rule.card().check(), violation);
    }

    /// `privileged-containers (production-cluster): container "app": … Fix: …`
    public String sentence() {
        return "%s (%s): %s. %s".formatted(check, specification, violation.sentence(), violation.fix());
    }

    /// What an update leaves as it was.
    String sentenceOfBefore() {
        return "%s (%s): %s; it was so before, and kspec refuses only what gets worse. %s"
                .formatted(check, specification, violation.sentence(), violation.fix());
    }
}
