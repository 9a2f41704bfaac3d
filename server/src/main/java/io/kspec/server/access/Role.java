package io.kspec.server.access;

/// What a caller may do, highest first. The names are those of tokens and answers.
public enum Role {
    Admin,
    Operator,
    /// Decides for the environments it owns, and reads.
    EnvironmentOwner,
    Viewer
}
