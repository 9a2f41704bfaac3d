package io.kspec.core.policy;

import io.kspec.core.rule.RuleId;

/// A rule that no policy was generated for, and why; reported, never left out in silence.
public record Left(RuleId rule, String reason) {
    static Left recordedOnly(RuleId rule) {
        return new Left(rule, "its mode is monitor, which only records");
    }
}
