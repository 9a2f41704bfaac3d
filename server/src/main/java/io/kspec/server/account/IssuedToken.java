package io.kspec.server.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kspec.server.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A token this server issued, without its text, which is not kept. `subject` is the caller's id.
record IssuedToken(
        @JsonProperty("tokenId") UUID id,
        @JsonIgnore Kind kind,
        @JsonIgnore String subject,
        String name,
        Set<Role> roles,
        List<String> environments,
        String issuedBy,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    enum Kind {
        /// From a login, for an hour.
        Login,
        /// For a program, with an expiry of its own.
        Service
    }

    IssuedToken {
        roles = Set.copyOf(roles);
        environments = List.copyOf(environments);
    }
}
