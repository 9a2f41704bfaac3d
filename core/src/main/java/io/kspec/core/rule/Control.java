package io.kspec.core.rule;

import java.util.Locale;

/// A control of a framework that a rule is evidence for, for example `cis-1.12` and `5.2.2`.
///
/// @param strength how much of the control's question the rule answers
public record Control(String framework, String id, Strength strength) {
    /// How much a rule that passes says about a control.
    public enum Strength {
        /// The rule answers the whole question.
        FULL,
        /// The rule answers one of several conditions.
        PARTIAL,
        /// Only a person can answer; the rule gathers what there is to look at.
        MANUAL;

        /// As people read it.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `cis-1.12/5.2.2`, as reports print it.
    public String display() {
        return framework + "/" + id;
    }
}
