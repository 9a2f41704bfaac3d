package io.kspec.core.validation;

import io.kspec.core.rule.Checks;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.EnforcementSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.RuleMode;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// What an entry asks of remediation and does not get.
final class RemediationNotes {
    private RemediationNotes() {}

    /// @param spec without problems
    static void check(ClusterSpec spec, Notes notes) {
        EnforcementSpec enforcement = spec.enforcement();
        if (enforcement != null) {
            for (int position = 0; position < enforcement.rules().size(); position++) {
                FieldPath at = FieldPath.of("spec.enforcement.rules").index(position);
                check(enforcement.rules().get(position), at, spec, notes);
            }
        }
    }

    private static void check(RuleMode entry, FieldPath at, ClusterSpec spec, Notes notes) {
        if (Boolean.TRUE.equals(entry.remediateManaged()) && !Boolean.TRUE.equals(entry.remediate())) {
            notes.warning(
                    at.field("remediateManaged"),
                    "has no effect without remediate",
                    "Set remediate: true as well, or remove remediateManaged.");
        }
        if (!Boolean.TRUE.equals(entry.remediate())) {
            return;
        }
        if (spec.mode() != Mode.ENFORCE || entry.mode() != Mode.ENFORCE) {
            notes.warning(
                    at.field("remediate"),
                    "has no effect unless the rule is held in mode enforce",
                    "Use mode enforce here and for the specification, or remove remediate.");
        }
        unmended(entry, at.field("remediate"), spec, notes);
    }

    /// Of a word that names several rules, those that can be mended are meant; one that names none of them is a
    /// mistake.
    private static void unmended(RuleMode entry, FieldPath at, ClusterSpec spec, Notes notes) {
        String word = entry.rule();
        List<Rule> named = word == null
                ? List.of()
                : Rules.demandedBy(spec).stream()
                        .filter(rule -> Checks.names(word, rule.id(), rule.card()))
                        .toList();
        boolean mended = named.stream().anyMatch(rule -> rule instanceof WorkloadRule one && one.mends());
        if (!named.isEmpty() && !mended) {
            notes.warning(
                    at,
                    "nothing is changed: %s has no change that is always safe"
                            .formatted(named.getFirst().id()),
                    "Remove remediate, and mend by hand what a scan finds: %s"
                            .formatted(named.getFirst().card().fix()));
        }
    }
}
