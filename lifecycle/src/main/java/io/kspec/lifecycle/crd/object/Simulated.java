package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.Severity;
import io.kspec.lifecycle.crd.object.schema.RuleCost;
import java.util.Comparator;
import java.util.List;

/// What a changed definition does to one object.
///
/// @param object   which
/// @param outcomes never empty; each kind at most once, the heaviest first
/// @param cost     of the rules of the changed definition, asked about all of it
public record Simulated(ObjectRef object, List<Outcome> outcomes, RuleCost cost) {
    public Simulated {
        outcomes = outcomes.stream().sorted(Comparator.comparing(Outcome::kind)).toList();
    }

    /// An object that could not be read.
    ///
    /// @param because what the API server answered
    public static Simulated unreadable(ObjectRef object, String because) {
        return new Simulated(object, List.of(new Outcome(Outcome.Kind.UNREADABLE, List.of(), because)), RuleCost.NONE);
    }

    /// Whether it has such an outcome.
    public boolean has(Outcome.Kind kind) {
        return outcomes.stream().anyMatch(outcome -> outcome.kind() == kind);
    }

    /// Whether every run was clean: what is written today can be written after the change, and nothing is lost.
    public boolean isOk() {
        return outcomes.stream().allMatch(outcome -> switch (outcome.kind()) {
            case OK -> true;
            case UNREADABLE,
                    PRUNED,
                    EMPTIED,
                    FROZEN,
                    UNREPORTABLE,
                    UNEDITABLE,
                    UNRECREATABLE,
                    UNKNOWN,
                    REDEFAULTED,
                    ALREADY_BAD -> false;
        });
    }

    /// The heaviest of its outcomes.
    public Severity weight(Circumstances circumstances) {
        return outcomes.stream()
                .map(outcome -> outcome.kind().weight(circumstances))
                .max(Comparator.naturalOrder())
                .orElse(Severity.OK);
    }
}
