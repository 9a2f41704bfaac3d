package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.rule.Checks;
import io.kspec.core.spec.CustomRule;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Words by which a specification names rules.
final class RuleWords {
    private RuleWords() {}

    /// Refuses a word that names nothing, and says which was meant.
    ///
    /// @param own the rules that the specification brings itself
    static void check(String word, List<CustomRule> own, FieldPath at, Notes notes) {
        if (!Checks.known(word) && own.stream().noneMatch(rule -> word.equals(rule.name()))) {
            notes.problem(
                    at,
                    quoted(word) + " is no check and no rule",
                    Nearest.to(word, Checks.words())
                            .map(near -> "Did you mean %s?".formatted(quoted(near)))
                            .orElse("`kspec explain` lists them."));
        }
    }
}
