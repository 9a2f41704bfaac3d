package io.kspec.core.rulebook;

import io.kspec.core.spec.RuleMode;
import java.util.List;

/// Whether running workloads that break a rule are changed.
public enum Remediating {
    /// They are reported.
    NEVER,
    /// They are, unless a deployment tool keeps them as its source says.
    UNLESS_MANAGED,
    /// They are, whoever keeps them.
    ALWAYS;

    /// What the entries about one rule ask for. A false in one of them wins, so that one rule can be taken out of a
    /// wider entry.
    static Remediating of(List<RuleMode> entries) {
        if (entries.stream().noneMatch(entry -> Boolean.TRUE.equals(entry.remediate()))
                || entries.stream().anyMatch(entry -> Boolean.FALSE.equals(entry.remediate()))) {
            return NEVER;
        }
        return entries.stream().anyMatch(entry -> Boolean.TRUE.equals(entry.remediateManaged()))
                        && entries.stream().noneMatch(entry -> Boolean.FALSE.equals(entry.remediateManaged()))
                ? ALWAYS
                : UNLESS_MANAGED;
    }
}
