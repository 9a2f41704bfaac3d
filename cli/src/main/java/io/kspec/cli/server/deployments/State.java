package io.kspec.cli.server.deployments;

import org.jspecify.annotations.Nullable;

/// What a status means for somebody who waits.
enum State {
    UNDER_WAY,
    COMPLETED,
    ENDED_OTHERWISE;

    /// A status that this kspec does not know may still change.
    static State of(@Nullable String status) {
        return switch (status == null ? "" : status) {
            case "Completed" -> COMPLETED;
            case "Failed", "RolledBack", "Cancelled", "Skipped" -> ENDED_OTHERWISE;
            default -> UNDER_WAY;
        };
    }
}
