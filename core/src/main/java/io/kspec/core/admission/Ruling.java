package io.kspec.core.admission;

import java.util.List;

/// A decision, and what each rule had to do with it.
///
/// @param actions in the order of specifications and rules; none of a specification that was not asked or could not
///     answer
/// @param shadows rules that would have refused the request under mode enforce, in the order of the judging; whatever
///     the decision is
/// @param silent specifications that gave no answer, by name
public record Ruling(Decision decision, List<RuleAction> actions, List<ShadowRefusal> shadows, List<String> silent) {
    static final Ruling NO_CONCERN = new Ruling(new Decision.Admit(List.of()), List.of(), List.of(), List.of());

    public Ruling {
        actions = List.copyOf(actions);
        shadows = List.copyOf(shadows);
        silent = List.copyOf(silent);
    }
}
