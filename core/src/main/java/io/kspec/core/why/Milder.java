package io.kspec.core.why;

import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging;
import io.kspec.core.spec.Mode;
import io.kspec.core.verdict.SubjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a specification is held more mildly than its mode says, in sentences.
final class Milder {
    private Milder() {}

    static List<String> notes(Rulebook rulebook, SubjectRef subject, Circumstances circumstances) {
        var notes = new ArrayList<String>();
        Mode declared = rulebook.enforcement().mode();
        Enforcement here = rulebook.enforcementAt(circumstances, subject.namespace());
        boolean active = rulebook.reach().activation().active(circumstances.now());
        if (active && declared == Mode.ENFORCE && here.mode() != Mode.ENFORCE) {
            notes.add("Violations are only warned about here: mode enforce is staged, and refuses %s."
                    .formatted(where(rulebook.enforcement().staging())));
        }
        for (WorkloadRule rule : rulebook.workloadRules()) {
            Mode own = rulebook.enforcement().ruleModes().of(rule.id());
            if (own.compareTo(declared) < 0) {
                notes.add("%s is held in mode %s (spec.enforcement.rules)."
                        .formatted(rule.id(), own.name().toLowerCase(Locale.ROOT)));
            }
        }
        return notes;
    }

    private static String where(Staging staging) {
        String everywhere = staging.from()
                .map("everywhere from %s on (spec.enforcement.enforceFrom)"::formatted)
                .orElse("nowhere else");
        return staging.canaries().isEmpty()
                ? everywhere
                : "in spec.enforcement.canaryNamespaces already, %s".formatted(everywhere);
    }
}
