package io.kspec.kube.customresource;

import io.kspec.core.failure.Failure;
import java.time.Duration;
import java.util.Optional;

/// Where one walk has to end.
///
/// @param end nanoseconds of the system's timer
record Bound(long bytes, long end, Duration time) {
    static Bound from(WalkLimits limits) {
        return new Bound(limits.bytes(), System.nanoTime() + limits.time().toNanos(), limits.time());
    }

    Bound less(long read) {
        return new Bound(bytes - read, end, time);
    }

    /// Why no further page is asked for; empty when one may be.
    Optional<Failure> reached(long read, String path) {
        if (read > bytes) {
            return Optional.of(tooMuch(bytes, path));
        }
        return System.nanoTime() - end < 0
                ? Optional.empty()
                : Optional.of(new Failure.Malformed(
                        "there is more than can be read within %d s".formatted(time.toSeconds()),
                        path,
                        "Allow more time for this cluster, or remove custom resources that nobody needs."));
    }

    static Failure tooMuch(long most, String path) {
        return new Failure.Malformed(
                "there is more than the %d bytes that may be read".formatted(most),
                path,
                "Allow more bytes for this cluster, or remove custom resources that nobody needs.");
    }
}
