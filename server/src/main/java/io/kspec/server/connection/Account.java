package io.kspec.server.connection;

import java.util.Optional;

/// A service account in a cluster.
public record Account(String namespace, String name) {
    private static final String PREFIX = "system:serviceaccount:";

    /// Of a user name as the API server tells it; empty for anybody else.
    static Optional<Account> of(String username) {
        if (!username.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String[] parts = username.substring(PREFIX.length()).split(":", -1);
        return parts.length == 2 ? Optional.of(new Account(parts[0], parts[1])) : Optional.empty();
    }
}
