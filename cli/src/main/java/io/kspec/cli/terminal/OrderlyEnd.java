package io.kspec.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets work that is stopped from outside, by Ctrl+C or SIGTERM, take back or end what it did: the thread that made
/// this is interrupted, and the process ends when that thread has closed it.
public final class OrderlyEnd implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    public OrderlyEnd() {
        Thread story = Thread.currentThread();
        this.hook = Thread.ofPlatform().name("orderly end").unstarted(() -> end(story));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Thread story) {
        story.interrupt();
        try {
            var _ = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook is what we are waited for by
        }
    }
}
