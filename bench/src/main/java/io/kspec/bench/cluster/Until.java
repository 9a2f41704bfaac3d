package io.kspec.bench.cluster;

import io.kspec.bench.BenchmarkFailed;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for something to be so, and not for ever.
public final class Until {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Until() {}

    /// Looks again and again until it is so.
    ///
    /// @param what that is waited for, as the end of the sentence `after 10 s there was still no …`
    public static void so(Duration patience, String what, BooleanSupplier look) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!look.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchmarkFailed("after %d s there was still no %s".formatted(patience.toSeconds(), what));
            }
            Thread.sleep(PAUSE);
        }
    }
}
