package io.kspec.core.framework;

import io.kspec.core.rule.Checks;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import java.util.List;

/// One control of a framework.
///
/// @param title a few words; may be empty
/// @param checks words that name rules, as [Checks] reads them, where the specification maps them itself
public record FrameworkControl(String id, String title, List<String> checks) {
    public FrameworkControl {
        checks = List.copyOf(checks);
    }

    boolean isMappedTo(RuleId rule, RuleCard card) {
        return checks.stream().anyMatch(word -> Checks.names(word, rule, card));
    }
}
