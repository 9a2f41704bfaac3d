package io.kspec.core.export;

import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.Violation;
import java.util.Optional;

/// One violation, with its place when it was found in a file and with a name that outlives edits elsewhere.
///
/// @param fingerprint 32 hexadecimal digits; see [Fingerprint]
public record Finding(Violation violation, Optional<Place> place, String fingerprint) {
    static Finding of(RuleId rule, Violation violation, Optional<Place> place) {
        var subject = violation.subject();
        return new Finding(
                violation,
                place,
                Fingerprint.of(rule.toString(), subject, violation.path().pointer()));
    }
}
