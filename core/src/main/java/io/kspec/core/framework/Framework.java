package io.kspec.core.framework;

import io.kspec.core.rule.Control;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import java.util.List;
import java.util.Optional;

/// A framework to report by.
///
/// @param name as the specification names it, `cis-k8s-1.8`
/// @param readAs the framework and revision whose ids stand in it, `cis-1.12`; the name itself for one of the
///     user's own
/// @param source what says which rules are evidence
/// @param controls in the order of the framework
public record Framework(String name, String readAs, Source source, List<FrameworkControl> controls) {
    /// Who says which rules are evidence for a control.
    public enum Source {
        /// The cards of the rules.
        RULES,
        /// The specification, for a framework that kspec knows: its evidence is never more than partial.
        SPECIFICATION,
        /// The specification, for a framework of the user's own: what it maps is the whole question.
        OWN
    }

    public Framework {
        controls = List.copyOf(controls);
    }

    /// `cis-k8s-1.8 (by the ids of cis-1.12)`, or the name alone where there is nothing to tell.
    public String display() {
        return name.equals(readAs) ? name : "%s (by the ids of %s)".formatted(name, readAs);
    }

    /// How much a rule says about a control; empty when it is no evidence for it.
    public Optional<Control.Strength> strength(FrameworkControl control, RuleId id, RuleCard card) {
        return switch (source) {
            case RULES ->
                card.controls().stream()
                        .filter(one ->
                                one.framework().equals(readAs) && one.id().equals(control.id()))
                        .map(Control::strength)
                        .findFirst();
            case SPECIFICATION ->
                control.isMappedTo(id, card) ? Optional.of(Control.Strength.PARTIAL) : Optional.empty();
            case OWN -> control.isMappedTo(id, card) ? Optional.of(Control.Strength.FULL) : Optional.empty();
        };
    }

    /// Whether a rule is evidence for any control: what a scan that asks for this framework alone shows.
    public boolean selects(RuleId id, RuleCard card) {
        return controls.stream().anyMatch(control -> strength(control, id, card).isPresent());
    }
}
