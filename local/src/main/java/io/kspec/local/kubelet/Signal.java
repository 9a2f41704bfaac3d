package io.kspec.local.kubelet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Something that happens once, and that many threads may wait for.
final class Signal {
    private final CountDownLatch latch = new CountDownLatch(1);

    void raise() {
        latch.countDown();
    }

    boolean isRaised() {
        return latch.getCount() == 0;
    }

    /// Waits for it, for at most so long, and says whether it has happened. To an interrupted thread it has.
    boolean within(Duration time) {
        try {
            return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void await() {
        within(Duration.ofDays(1000));
    }
}
