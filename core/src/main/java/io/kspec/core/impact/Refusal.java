package io.kspec.core.impact;

import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.Severity;

/// A rule that refuses an owner's pods.
///
/// @param because the first place in which they break it, or why it could not be evaluated
/// @param fix what to do; one sentence
public record Refusal(String specification, RuleId rule, String check, Severity severity, String because, String fix) {}
