package io.kspec.cli.server.deployments;

import io.kspec.cli.server.client.EventStream;
import io.kspec.cli.server.client.ServerEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Reads a stream of events in the background and tells that something happened. What exactly is asked of the server
/// itself: an event may be old when it arrives.
final class Following implements AutoCloseable {
    private static final int CAPACITY = 64;

    /// What was heard last.
    enum Sign {
        CHANGE,
        BEAT,
        END
    }

    private final EventStream events;
    private final BlockingQueue<Sign> signs = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread reader;
    private volatile Optional<String> lastId;

    /// @param before the last event of an earlier stream
    Following(EventStream events, Optional<String> before) {
        this.events = events;
        this.lastId = before;
        this.reader = Thread.ofVirtual().name("events").start(this::read);
    }

    private void read() {
        try {
            for (Optional<ServerEvent> next = events.next(); next.isPresent(); next = events.next()) {
                signs.put(
                        switch (next.get()) {
                            case ServerEvent.Beat _ -> Sign.BEAT;
                            case ServerEvent.Happened happened -> {
                                happened.id().ifPresent(id -> lastId = Optional.of(id));
                                yield Sign.CHANGE;
                            }
                        });
            }
            signs.put(Sign.END);
        } catch (IOException broken) {
            var _ = signs.offer(Sign.END);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a sign; several changes at once are one. Silence for so long is the end of the stream.
    Sign await(Duration patience) throws InterruptedException {
        Sign first = signs.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return Sign.END;
        }
        var all = new ArrayList<Sign>();
        all.add(first);
        signs.drainTo(all);
        if (all.contains(Sign.END)) {
            return Sign.END;
        }
        return all.contains(Sign.CHANGE) ? Sign.CHANGE : Sign.BEAT;
    }

    /// By which the stream can be taken up again.
    Optional<String> lastId() {
        return lastId;
    }

    @Override
    public void close() {
        events.close();
        reader.interrupt();
    }
}
