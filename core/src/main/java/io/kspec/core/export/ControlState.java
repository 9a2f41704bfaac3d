package io.kspec.core.export;

import io.kspec.core.scan.RuleStatus;
import java.util.Collection;

/// What the rules that are evidence for one control come to together. A rule is seldom the whole of a control, so the
/// best there is to say is that its rules pass.
enum ControlState {
    /// A rule fails.
    BROKEN,
    /// No rule fails, but not all could be evaluated.
    NOT_EVALUATED,
    /// No rule fails but for what an exemption pardons.
    EXEMPTED,
    /// A person must look, and nothing else is wrong.
    MANUAL,
    /// Every rule that was asked passes.
    PASSES,
    /// No rule was asked.
    NOT_ASKED;

    static ControlState of(Collection<Entry> entries) {
        if (any(entries, RuleStatus.FAIL)) {
            return BROKEN;
        }
        if (any(entries, RuleStatus.NOT_EVALUATED)) {
            return NOT_EVALUATED;
        }
        if (entries.stream().anyMatch(entry -> !entry.exempted().isEmpty())) {
            return EXEMPTED;
        }
        if (any(entries, RuleStatus.MANUAL)) {
            return MANUAL;
        }
        return any(entries, RuleStatus.PASS) ? PASSES : NOT_ASKED;
    }

    private static boolean any(Collection<Entry> entries, RuleStatus status) {
        return entries.stream().anyMatch(entry -> entry.status() == status);
    }
}
