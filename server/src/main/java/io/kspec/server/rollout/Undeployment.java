package io.kspec.server.rollout;

import io.kspec.server.audit.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An operator that is taken out of a cluster, or was.
///
/// @param token of the lease that it holds while it is open
/// @param message what was last to say about it, for people
public record Undeployment(
        UUID id,
        String operator,
        String cluster,
        long token,
        Actor requestedBy,
        Instant requestedAt,
        State state,
        String message,
        Optional<Instant> endedAt) {
    /// How far it is. The names are stored.
    public enum State {
        Open,
        Done,
        /// Nothing holds the cluster any more, and a person must look.
        Failed
    }

    LeaseRepository.Place place() {
        return new LeaseRepository.Place(operator, cluster);
    }
}
