package io.kspec.server.approval;

import io.kspec.lifecycle.approval.Need;
import io.kspec.server.audit.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A consent that somebody needs.
///
/// @param need kind, environment, quorum and reason; see [Approvals#need]
/// @param deployment that waits for it
/// @param requester who may not decide: the [Actor#id] of the caller who wants it, and where they are told
/// @param digest of exactly what is reviewed
/// @param what is shown to those who decide
public record Ask(Need need, Optional<UUID> deployment, Actor requester, String digest, What what) {

    /// What is to happen. It is answered and mailed as it is: no values, no secrets.
    ///
    /// @param fromVersion empty on a first installation
    /// @param clusters names
    /// @param crdNames definitions that change in a breaking way
    /// @param crdChanges sentences about them
    public record What(
            String operator,
            Optional<String> fromVersion,
            String targetVersion,
            List<String> clusters,
            List<String> crdNames,
            List<String> crdChanges) {
        public What {
            clusters = List.copyOf(clusters);
            crdNames = List.copyOf(crdNames);
            crdChanges = List.copyOf(crdChanges);
        }
    }
}
