package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Severity;
import java.util.List;
import java.util.Set;

/// What the catalogue says of a rule.
///
/// @param number   its row
/// @param id       in kebab-case, as findings carry it
/// @param detects  what it recognises, as a clause
/// @param why      what that does to whom, as a clause
/// @param weights  what it can weigh
/// @param evidence what can change the weight
public record RuleCard(int number, String id, String detects, String why, Weights weights, Set<Evidence> evidence) {
    public RuleCard {
        evidence = Set.copyOf(evidence);
    }

    /// The weights that a rule can have, the usual one first; empty when the rules it passes on to decide.
    ///
    /// @param up   when the change is applied
    /// @param back when the old definition is put back
    public record Weights(List<Severity> up, List<Severity> back) {
        public Weights {
            up = List.copyOf(up);
            back = List.copyOf(back);
        }
    }

    /// A rule that no evidence changes, before its weights are said.
    public static RuleCard of(int number, String id, String detects, String why) {
        return new RuleCard(number, id, detects, why, new Weights(List.of(), List.of()), Set.of());
    }

    public RuleCard up(Severity... severities) {
        return new RuleCard(number, id, detects, why, new Weights(List.of(severities), weights.back()), evidence);
    }

    public RuleCard back(Severity... severities) {
        return new RuleCard(number, id, detects, why, new Weights(weights.up(), List.of(severities)), evidence);
    }

    public RuleCard evidence(Evidence... kinds) {
        return new RuleCard(number, id, detects, why, weights, Set.of(kinds));
    }

    public Section section() {
        return Section.of(number);
    }

    /// A finding of the usual weights.
    ///
    /// @param because a sentence with the values
    public Finding found(Where where, String before, String after, String because) {
        return found(
                where,
                before,
                after,
                because,
                weights.up().getFirst(),
                weights.back().getFirst());
    }

    /// A finding of one of the weights that the catalogue allows.
    public Finding found(Where where, String before, String after, String because, Severity upward, Severity backward) {
        if (!weights.up().contains(upward) || !weights.back().contains(backward)) {
            throw new IllegalArgumentException("%s weighs neither %s nor %s".formatted(id, upward, backward));
        }
        return new Finding(id, where.version(), where.path(), before, after, because, upward, backward);
    }
}
