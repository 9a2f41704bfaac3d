package io.kspec.server.rollout;

import java.time.Instant;
import org.jooq.DSLContext;

/// The one clock of all replicas: the database's. A replica whose own clock is wrong neither takes over claims early
/// nor shortens a wait.
@FunctionalInterface
interface DatabaseTime {
    Instant now(DSLContext transaction);
}
