package io.kspec.server.release;

import io.kspec.core.failure.Failure;
import java.util.Optional;

/// What Helm has on record of a release.
public sealed interface ReleaseState {
    /// Nothing.
    record Absent() implements ReleaseState {}

    /// The newest revision is in force.
    record Deployed(ReleaseRevision revision) implements ReleaseState {}

    /// Somebody began and did not end: Helm refuses to go on until it is recovered.
    ///
    /// @param lastDeployed the last revision that was in force
    record Pending(Kind kind, ReleaseRevision newest, Optional<ReleaseRevision> lastDeployed) implements ReleaseState {
        /// What was begun.
        public enum Kind {
            INSTALL,
            UPGRADE,
            ROLLBACK
        }
    }

    /// The newest revision failed; an upgrade goes on from here.
    record Failed(ReleaseRevision newest, Optional<ReleaseRevision> lastDeployed) implements ReleaseState {}

    /// An uninstall was begun and did not end.
    record Uninstalling(ReleaseRevision newest) implements ReleaseState {}

    /// The records contradict each other: a person has to decide.
    record Undecidable(String why) implements ReleaseState {}

    /// The records cannot be read.
    record Unreadable(Failure failure) implements ReleaseState {}
}
