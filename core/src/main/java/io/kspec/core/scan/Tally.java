package io.kspec.core.scan;

import io.kspec.core.exemption.Pardon;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Rule;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one rule says, of one subject after the other, until it comes to one result. Of what passes it keeps no more
/// than the first note, so that a large cluster that is in order weighs nothing.
final class Tally<R extends Rule> {
    private final R rule;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Pardon> pardons = new ArrayList<>();
    private final Set<Failure> unanswered = new LinkedHashSet<>();
    private Optional<String> question = Optional.empty();
    private Optional<String> note = Optional.empty();
    private boolean empty = true;

    Tally(R rule) {
        this.rule = rule;
    }

    R rule() {
        return rule;
    }

    /// Whether the rule was asked about nothing.
    boolean isEmpty() {
        return empty;
    }

    void add(Judgement judgement) {
        empty = false;
        pardons.addAll(judgement.pardons());
        switch (judgement.verdict()) {
            case Verdict.Pass(String said) ->
                note = note.or(() -> Optional.of(said).filter(text -> !text.isEmpty()));
            case Verdict.Fail(List<Violation> found) -> violations.addAll(found);
            case Verdict.Manual(String asked) -> question = question.or(() -> Optional.of(asked));
            case Verdict.NotEvaluated(Failure why) -> unanswered.add(why);
        }
    }

    /// A violation fails whatever else could not be read; without one, a gap leaves the rule not evaluated.
    ///
    /// @param unread what the rule could not be asked about
    RuleResult result(Collection<Failure> unread) {
        var all = new LinkedHashSet<>(unread);
        all.addAll(unanswered);
        return settled(List.copyOf(all)).exempting(pardons);
    }

    private RuleResult settled(List<Failure> gaps) {
        if (!violations.isEmpty()) {
            String headline = rule.headline(violations);
            return RuleResult.of(
                    rule,
                    RuleStatus.FAIL,
                    gaps.isEmpty() ? headline : headline + RuleResult.INCOMPLETE + why(gaps) + ")",
                    violations,
                    gaps);
        }
        if (!gaps.isEmpty()) {
            return RuleResult.of(rule, RuleStatus.NOT_EVALUATED, why(gaps), List.of(), gaps);
        }
        return question.map(asked -> RuleResult.of(rule, RuleStatus.MANUAL, asked, List.of(), gaps))
                .orElseGet(() -> RuleResult.of(
                        rule, RuleStatus.PASS, note.orElse(rule.card().title()), List.of(), gaps));
    }

    private static String why(List<Failure> gaps) {
        String first = gaps.getFirst().sentence();
        return gaps.size() == 1 ? first : "%s And %d more could not be read.".formatted(first, gaps.size() - 1);
    }
}
