package io.kspec.core.rulebook;

import io.kspec.core.rule.Checks;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleId;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.RuleMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The rules that are held in a milder mode than their specification.
///
/// @param byRule only of rules that an entry names
public record RuleModes(Map<RuleId, Mode> byRule) {
    /// Every rule in the mode of its specification.
    public static final RuleModes NONE = new RuleModes(Map.of());

    public RuleModes {
        byRule = Map.copyOf(byRule);
    }

    /// Of several entries about one rule the strictest decides, so that one can be taken out of a wider entry.
    static RuleModes of(EnforcementSpec enforcement, Collection<? extends Rule> rules) {
        var modes = new HashMap<RuleId, Mode>();
        for (RuleMode entry : enforcement.rules()) {
            String word = entry.rule();
            Mode mode = entry.mode();
            if (word != null && mode != null) {
                rules.stream()
                        .filter(rule -> Checks.names(word, rule.id(), rule.card()))
                        .forEach(rule -> modes.merge(rule.id(), mode, RuleModes::stricter));
            }
        }
        return new RuleModes(modes);
    }

    /// The strictest mode that a rule is held in.
    public Mode of(RuleId rule) {
        return byRule.getOrDefault(rule, Mode.ENFORCE);
    }

    private static Mode stricter(Mode one, Mode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
