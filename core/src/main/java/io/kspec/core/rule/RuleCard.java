package io.kspec.core.rule;

import io.kspec.core.verdict.Severity;
import java.util.List;

/// What a rule is, for people and reports; the same for every instance of the rule, but for the controls where each
/// instance answers one of its own.
///
/// @param check the name of its group in reports, for example `privileged-containers`
/// @param title the demanded state as a sentence without a full stop
/// @param why what goes wrong otherwise; one or two sentences
/// @param fix what to do; one sentence
/// @param controls what the rule is evidence for
public record RuleCard(
        String check,
        Category category,
        Severity severity,
        String title,
        String why,
        String fix,
        List<Control> controls) {
    public RuleCard {
        controls = List.copyOf(controls);
    }
}
