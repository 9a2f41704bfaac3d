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

/// The rules that are held otherwise than their specification.
///
/// @param byRule the milder modes, only of rules that an entry names
/// @param remediated rules whose violations are mended in what runs; not those for which it is
///     [Remediating#NEVER]
public record RuleModes(Map<RuleId, Mode> byRule, Map<RuleId, Remediating> remediated) {
    /// Every rule in the mode of its specification, and nothing that runs is changed.
    public static final RuleModes NONE = new RuleModes(Map.of(), Map.of());

    public RuleModes {
        byRule = Map.copyOf(byRule);
        remediated = Map.copyOf(remediated);
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
        return new RuleModes(modes, remediated(enforcement, rules));
    }

    private static Map<RuleId, Remediating> remediated(EnforcementSpec enforcement, Collection<? extends Rule> rules) {
        var remediated = new HashMap<RuleId, Remediating>();
        for (Rule rule : rules) {
            Remediating asked = Remediating.of(enforcement.rules().stream()
                    .filter(entry -> entry.rule() != null && Checks.names(entry.rule(), rule.id(), rule.card()))
                    .toList());
            if (asked != Remediating.NEVER) {
                remediated.put(rule.id(), asked);
            }
        }
        return remediated;
    }

    /// The strictest mode that a rule is held in.
    public Mode of(RuleId rule) {
        return byRule.getOrDefault(rule, Mode.ENFORCE);
    }

    /// Whether what runs and breaks a rule is changed.
    public Remediating remediating(RuleId rule) {
        return remediated.getOrDefault(rule, Remediating.NEVER);
    }

    private static Mode stricter(Mode one, Mode other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
