package io.kspec.core.admission;

import io.kspec.core.rule.RuleId;

/// A rule that is broken and refuses nothing, because its specification, its stage or its own mode is milder than
/// enforce. Counted, it shows what a switch to enforce would do.
public record ShadowRefusal(String specification, RuleId rule) {}
