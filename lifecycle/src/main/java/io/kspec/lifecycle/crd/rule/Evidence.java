package io.kspec.lifecycle.crd.rule;

/// What can change the weight of a finding beside the two documents.
public enum Evidence {
    /// Which objects use the field.
    USAGE,
    /// Whether stored objects are valid under the new schema.
    VALIDATION,
    /// Whether conversion answers, and loses nothing.
    CONVERSION,
    /// What a cluster tells when it is asked.
    LOOK_UP
}
