package io.kspec.core.why;

import io.kspec.core.spec.Mode;
import java.util.List;

/// What one specification says about one object.
///
/// @param mode as the specification states it
/// @param active whether it is active at the time of judging; when it is not, violations are recorded only
/// @param rules every rule that can say something about the object, in the order of the rulebook
/// @param notes what was not asked as a whole, one sentence each
public record SpecificationAnswer(
        String specification, Mode mode, boolean active, List<RuleAnswer> rules, List<String> notes) {
    public SpecificationAnswer {
        rules = List.copyOf(rules);
        notes = List.copyOf(notes);
    }
}
