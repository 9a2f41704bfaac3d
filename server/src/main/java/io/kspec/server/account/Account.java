package io.kspec.server.account;

import io.kspec.server.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A person with a password.
record Account(
        UUID id,
        String username,
        Optional<String> email,
        Optional<String> fullName,
        Set<Role> roles,
        List<String> environments,
        Lock lock) {
    static final int FAILURES_ALLOWED = 5;
    static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    Account {
        roles = Set.copyOf(roles);
        environments = List.copyOf(environments);
    }

    /// Failed logins in a row, and until when none is tried.
    record Lock(int failures, Optional<Instant> until) {
        static final Lock OPEN = new Lock(0, Optional.empty());

        boolean holds(Instant now) {
            return until.filter(now::isBefore).isPresent();
        }

        /// The fifth failure in a row locks; a lock that has passed begins anew.
        Lock afterFailure(Instant now) {
            int count = until.isPresent() ? 1 : failures + 1;
            return new Lock(count, count >= FAILURES_ALLOWED ? Optional.of(now.plus(LOCKED_FOR)) : Optional.empty());
        }
    }
}
