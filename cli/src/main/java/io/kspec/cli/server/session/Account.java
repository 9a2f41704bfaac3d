package io.kspec.cli.server.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answers of the server about who somebody is.
final class Account {
    private Account() {}

    /// Answer of a login.
    record Granted(
            @Nullable String token,
            @Nullable Instant expiresAt,
            @Nullable User user) {}

    record User(
            @Nullable String username,
            @Nullable String role,
            @Nullable List<String> roles) {
        String label() {
            String name = Objects.requireNonNullElse(username, "somebody");
            return role == null ? name : "%s (%s)".formatted(name, role);
        }
    }
}
