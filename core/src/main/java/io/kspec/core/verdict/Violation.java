package io.kspec.core.verdict;

/// One offending place.
///
/// @param subject what offends
/// @param path where in the subject
/// @param observed what stands there, or `absent`; never a secret
/// @param demanded what the rule demands instead
/// @param fix one sentence a person can act on
public record Violation(SubjectRef subject, FieldPath path, String observed, String demanded, String fix) {
    /// What a developer reads in a denial: place, found, demanded.
    public String sentence() {
        return "%s%s is %s, must be %s"
                .formatted(
                        subject.container().isEmpty() ? "" : "container \"%s\": ".formatted(subject.container()),
                        path.dotted().isEmpty() ? "the object" : path.dotted(),
                        observed,
                        demanded);
    }
}
