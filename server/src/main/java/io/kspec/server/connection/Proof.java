package io.kspec.server.connection;

import io.kspec.core.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of trying an [Offer].
public sealed interface Proof {
    /// The cluster answered and lets in whoever the credential says.
    ///
    /// @param server   address of the API server
    /// @param warnings sentences for who registers it
    record Proven(Kept kept, String server, ClusterFacts facts, List<String> warnings) implements Proof {
        public Proven {
            warnings = List.copyOf(warnings);
        }

        /// Empty where it cannot be read, and for what is not stored here.
        public Optional<Instant> expiresAt() {
            return switch (kept) {
                case Kept.Own own -> own.expiresAt();
                case Kept.ByTarget _ -> Optional.empty();
            };
        }

        public Optional<TargetReference> target() {
            return switch (kept) {
                case Kept.Own _ -> Optional.empty();
                case Kept.ByTarget(TargetReference target) -> Optional.of(target);
            };
        }
    }

    /// The credential has a form that is not accepted, cannot be read, or nothing came of using it.
    record Refused(List<Failure> why) implements Proof {
        public Refused {
            why = List.copyOf(why);
        }
    }
}
