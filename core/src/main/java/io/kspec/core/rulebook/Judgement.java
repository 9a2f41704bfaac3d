package io.kspec.core.rulebook;

import io.kspec.core.exemption.Pardon;
import io.kspec.core.rule.Rule;
import io.kspec.core.verdict.Verdict;
import java.util.List;

/// A rule and what it answered.
///
/// @param verdict without what exemptions pardon
/// @param pardons the violations that exemptions pardon
public record Judgement(Rule rule, Verdict verdict, List<Pardon> pardons) {
    public Judgement {
        pardons = List.copyOf(pardons);
    }

    public Judgement(Rule rule, Verdict verdict) {
        this(rule, verdict, List.of());
    }
}
