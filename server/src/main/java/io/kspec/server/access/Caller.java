package io.kspec.server.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who asks, as its token says.
///
/// `id` is stable and unique over all issuers, `name` is for people, `environments` are those an
/// [Role#EnvironmentOwner] owns, `token` the id of the token (`jti`).
public record Caller(
        String id, String name, Optional<String> email, Set<Role> roles, List<String> environments, String token) {
    public Caller {
        roles = Set.copyOf(roles);
        environments = List.copyOf(environments);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /// The highest role; a caller without roles reads nothing.
    public Optional<Role> highest() {
        return roles.stream().min(Role::compareTo);
    }
}
