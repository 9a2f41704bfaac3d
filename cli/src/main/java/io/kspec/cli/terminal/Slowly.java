package io.kspec.cli.terminal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Says what is going on while it takes long: at once on a terminal, after five seconds anywhere else.
public final class Slowly implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch done = new CountDownLatch(1);

    private Slowly() {}

    public static Slowly saying(Terminal terminal, String what) {
        var slowly = new Slowly();
        if (terminal.interactive()) {
            terminal.err().println(what);
            terminal.err().flush();
        } else {
            Thread.ofVirtual().name("progress").start(() -> slowly.after(PATIENCE, terminal, what));
        }
        return slowly;
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void after(Duration patience, Terminal terminal, String what) {
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                terminal.err().println(what);
                terminal.err().flush();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
