package io.kspec.server.connection;

import io.kspec.core.failure.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What came of trying a kubeconfig.
public sealed interface Proof {
    /// The cluster answered and lets in whoever the kubeconfig says.
    ///
    /// @param kubeconfig what was used of it, and nothing else that stood there
    /// @param server   address of the API server
    /// @param account  for which short-lived tokens are granted; empty when the kubeconfig itself is used from then
    ///     on
    /// @param warnings sentences for who registers it
    record Proven(
            String kubeconfig,
            String server,
            Optional<Account> account,
            Optional<Instant> expiresAt,
            ClusterFacts facts,
            List<String> warnings)
            implements Proof {
        public Proven {
            warnings = List.copyOf(warnings);
        }

        /// Without the kubeconfig.
        @Override
        public String toString() {
            return "Proven[server=%s, facts=%s]".formatted(server, facts);
        }
    }

    /// The kubeconfig has a form that is not accepted, or nothing came of using it.
    record Refused(List<Failure> why) implements Proof {
        public Refused {
            why = List.copyOf(why);
        }
    }
}
