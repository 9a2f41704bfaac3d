package io.kspec.server.crd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A definition as one version of an operator brings it.
///
/// @param schema the JSON text of the whole definition, or of one version's `openAPIV3Schema`
/// @param digest SHA-256 over that text
public record StoredCrd(
        UUID id,
        Named named,
        List<String> versions,
        String schema,
        String schemaVersion,
        String digest,
        Standing standing) {
    public StoredCrd {
        versions = List.copyOf(versions);
    }

    /// What it is called and whose it is.
    public record Named(String name, String group, String scope, String operatorName, String operatorVersion) {}

    /// What was decided about it.
    public record Standing(
            Status status,
            Approval approval,
            Optional<String> approvedBy,
            Optional<Instant> approvedAt,
            Optional<Instant> deprecatedAt,
            String deprecationReason,
            String migrationGuide,
            Instant createdAt) {}

    /// Whether it should still be used.
    public enum Status {
        Active,
        Deprecated,
        Removed
    }

    /// Whether somebody consented to what it breaks.
    public enum Approval {
        NotRequired,
        Pending,
        Approved,
        Rejected
    }
}
