package io.kspec.core.validation;

import io.kspec.core.verdict.FieldPath;

/// Something wrong, or worth a warning, at one field.
///
/// @param path from the root of the object, for example `spec.kubernetes.minVersion`
/// @param what the value and what is wrong with it; one clause
/// @param remedy what is allowed, and the nearest valid value where there is one; a full sentence
public record SpecProblem(FieldPath path, String what, String remedy) {
    /// `spec.kubernetes.minVersion: "1.x" is no version. Write major.minor or major.minor.patch.`
    public String sentence() {
        return "%s: %s. %s".formatted(path.dotted(), what, remedy);
    }
}
