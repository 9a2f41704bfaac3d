package io.kspec.cli.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for something to be so, and not for ever.
final class Until {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Until() {}

    /// The first answer that is not empty. Takes an interruption as the end of the story.
    ///
    /// @param what that is waited for, as the end of the sentence `after 10 s there was still no …`
    static <T> T seen(Duration patience, String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (Thread.interrupted()) {
                throw new SceneFailed("it was interrupted while there was no %s".formatted(what));
            }
            if (System.nanoTime() > end) {
                throw new SceneFailed("after %d s there was still no %s".formatted(patience.toSeconds(), what));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
