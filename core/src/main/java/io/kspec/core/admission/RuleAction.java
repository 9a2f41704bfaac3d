package io.kspec.core.admission;

import io.kspec.core.rule.RuleId;

/// What came of one rule of one specification for one request.
public record RuleAction(String specification, RuleId rule, Action action) {
    /// From nothing to the strictest.
    public enum Action {
        /// The object keeps to the rule.
        ALLOWED,
        /// It breaks the rule, and an exemption pardons that.
        EXEMPTED,
        /// It breaks the rule, or that could not be told, and a monitoring specification says nothing.
        RECORDED,
        /// It breaks the rule, or that could not be told, and whoever asked is warned.
        WARNED,
        /// The request is refused for it.
        DENIED
    }
}
