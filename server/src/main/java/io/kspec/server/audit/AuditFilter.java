package io.kspec.server.audit;

import java.time.Instant;
import java.util.Optional;

/// Which entries are asked for; what is empty does not narrow. `actor` is an id or a name, `from` is included, `to`
/// not.
record AuditFilter(
        Optional<Category> category,
        Optional<String> eventType,
        Optional<String> actor,
        Optional<String> resourceType,
        Optional<String> resourceId,
        Optional<String> traceId,
        Optional<Instant> from,
        Optional<Instant> to) {
    static final AuditFilter ALL = new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
