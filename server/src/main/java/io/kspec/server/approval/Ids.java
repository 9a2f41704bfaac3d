package io.kspec.server.approval;

import java.util.Optional;
import java.util.UUID;

/// Ids in requests.
final class Ids {
    private Ids() {}

    static Optional<UUID> parse(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
