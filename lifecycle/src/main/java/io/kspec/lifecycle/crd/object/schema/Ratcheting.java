package io.kspec.lifecycle.crd.object.schema;

/// Whether an update is forgiven what it does not change.
public enum Ratcheting {
    /// Every error counts: clusters below 1.30.
    OFF,
    /// An error at a place whose value stays as it was is forgiven, where the value before can be told: fields by
    /// name, entries of a list by their keys where it is a `map`, and nothing inside `allOf`, `anyOf`, `oneOf`,
    /// `not`.
    ON;

    private static final int FIRST_MINOR = 30;

    /// What clusters of a version do unless someone switched it.
    ///
    /// @param minor of Kubernetes 1.x
    public static Ratcheting ofMinor(int minor) {
        return minor >= FIRST_MINOR ? ON : OFF;
    }
}
