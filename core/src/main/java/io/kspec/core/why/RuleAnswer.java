package io.kspec.core.why;

import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;

/// One rule, who asks for it, and what it answered.
public record RuleAnswer(RuleId rule, RuleCard card, Asking asking, Answer answer) {}
