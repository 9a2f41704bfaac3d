package io.kspec.core.framework;

import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;

/// What one rule came to, as far as controls care.
public record Evidence(RuleId id, RuleCard card, Outcome outcome) {
    /// `SKIPPED` is a rule that was not asked.
    public enum Outcome {
        PASS,
        FAIL,
        MANUAL,
        NOT_EVALUATED,
        SKIPPED
    }
}
