package io.kspec.operator.leadership;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a Lease says.
///
/// @param version its resourceVersion; empty when it is still to be created
/// @param holder empty when it was given back
/// @param duration that its holder asks others to wait without a sign of it
/// @param transitions how often the holder changed
/// @param acquired when the holder took it, by the holder's clock; for people to read
/// @param renewed when the holder renewed it last, by the holder's clock; for people to read, never judged by
record LeaseRecord(
        String version, String holder, Duration duration, int transitions, Instant acquired, Instant renewed) {
    LeaseRecord {
        acquired = acquired.truncatedTo(ChronoUnit.MICROS);
        renewed = renewed.truncatedTo(ChronoUnit.MICROS);
    }

    static LeaseRecord first(String holder, Duration duration, Instant now) {
        return new LeaseRecord("", holder, duration, 0, now, now);
    }

    boolean free() {
        return holder.isEmpty();
    }

    LeaseRecord takenBy(String next, Duration lease, Instant now) {
        return new LeaseRecord(version, next, lease, transitions + 1, now, distinct(now));
    }

    LeaseRecord renewed(Duration lease, Instant now) {
        return new LeaseRecord(version, holder, lease, transitions, acquired, distinct(now));
    }

    LeaseRecord givenBack(Instant now) {
        return new LeaseRecord(version, "", duration, transitions, acquired, distinct(now));
    }

    LeaseRecord at(String stored) {
        return new LeaseRecord(stored, holder, duration, transitions, acquired, renewed);
    }

    /// The API server gives no new version to what did not change, so that a stopped clock must not repeat itself.
    private Instant distinct(Instant now) {
        Instant next = now.truncatedTo(ChronoUnit.MICROS);
        return next.equals(renewed) ? next.plus(1, ChronoUnit.MICROS) : next;
    }
}
