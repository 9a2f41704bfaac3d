package io.kspec.server.connection;

import io.kspec.server.audit.Actor;

/// What a cluster is accessed for, and on whose behalf; it stands in the audit entry.
///
/// @param what as in "health checks" or "deployment 5f0c…"
public record Purpose(String what, Actor actor) {
    /// Of the server's own accord.
    public static Purpose own(String what) {
        return new Purpose(what, Actor.SERVER);
    }
}
