package io.kspec.server.audit;

import io.kspec.server.access.Caller;
import java.util.Optional;

/// Who did it: a caller, the server itself, or somebody without a valid token.
public record Actor(String id, String name, Optional<String> email) {
    /// What happens without a request: rollouts, expiry, rotation.
    public static final Actor SERVER = new Actor("server", "kspec server", Optional.empty());

    public static Actor of(Caller caller) {
        return new Actor(caller.id(), caller.name(), caller.email());
    }

    /// A name that somebody claims.
    public static Actor unproven(String name) {
        return new Actor("unknown", name, Optional.empty());
    }
}
