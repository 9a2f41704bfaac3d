package io.kspec.core.rulebook;

import io.kspec.core.rule.Rule;
import io.kspec.core.verdict.Verdict;

/// A rule and what it answered.
public record Judgement(Rule rule, Verdict verdict) {}
