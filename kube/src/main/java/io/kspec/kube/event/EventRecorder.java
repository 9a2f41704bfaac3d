package io.kspec.kube.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes events on objects. Telling it never waits and never throws. What happens again becomes a series of the
/// event that is there; each object has a pace, and what goes beyond it, or finds the queue full, is counted and left
/// out.
public final class EventRecorder implements AutoCloseable {
    static final Duration SERIES = Duration.ofMinutes(6);
    private static final ObjectKind EVENT = new ObjectKind("events.k8s.io", "v1", "Event", "events", true);
    private static final int LONGEST_QUEUE = 500;
    private static final int MOST_SERIES = 500;
    private static final long GRACE_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);

    private final ObjectWriter writer;
    private final String instance;
    private final Clock clock;
    private final EventPace pace;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong folded = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_QUEUE),
            Thread.ofPlatform().name("events").daemon().factory());

    /// Events that may become a series, the latest seen last. Used by the one thread.
    private final Map<Key, Series> series = new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Series> eldest) {
            return size() > MOST_SERIES;
        }
    };

    private record Key(Regarding object, Occurrence what) {}

    private record Series(ObjectNode stored, int count, Instant seen, Instant written) {}

    /// @param instance who reports: the name of the pod
    /// @param mayWrite asked before each write
    public EventRecorder(KubernetesClient client, String instance, BooleanSupplier mayWrite, Clock clock) {
        this.writer = new ObjectWriter(client, "kspec-events", mayWrite);
        this.instance = instance.isEmpty() ? "kspec" : instance;
        this.clock = clock;
        this.pace = new EventPace(clock);
    }

    /// Something happened.
    public void record(Regarding object, Occurrence what) {
        try {
            thread.execute(() -> write(object, what));
        } catch (java.util.concurrent.RejectedExecutionException full) { // or closed
            leftOut.incrementAndGet();
        }
    }

    /// How many events were created.
    public long written() {
        return written.get();
    }

    /// How many were folded into one that was there.
    public long folded() {
        return folded.get();
    }

    /// How many were not written: beyond the pace, or refused.
    public long leftOut() {
        return leftOut.get();
    }

    private void write(Regarding object, Occurrence what) {
        try {
            Instant now = clock.instant();
            var key = new Key(object, what);
            Series before = series.get(key);
            if (before != null && now.isBefore(before.seen().plus(SERIES))) {
                again(key, before, now);
            } else if (pace.allows(object)) {
                create(key, now);
            } else {
                leftOut.incrementAndGet();
            }
        } catch (RuntimeException fault) { // the thread's edge: later events must still be written
            LOG.error("an event could not be written", fault);
        }
    }

    private void create(Key key, Instant now) {
        ObjectNode event = EventObject.of(key.object(), key.what(), instance, now);
        switch (writer.write(new Change.Create(EVENT, event, key.what().reason()))) {
            case Outcome.Done done -> {
                written.incrementAndGet();
                series.put(key, new Series(done.stored(), 1, now, now));
            }
            case Outcome.Outdated _ -> leftOut.incrementAndGet();
            case Outcome.Refused refused -> {
                leftOut.incrementAndGet();
                LOG.warn(
                        "an event on {} was refused: {}",
                        key.object().display(),
                        refused.why().sentence());
            }
        }
    }

    /// The count is kept in memory and written at most once a minute.
    private void again(Key key, Series before, Instant now) {
        folded.incrementAndGet();
        int count = before.count() + 1;
        boolean due = count == 2 || !now.isBefore(before.written().plusSeconds(60));
        if (!due) {
            series.put(key, new Series(before.stored(), count, now, before.written()));
            return;
        }
        ObjectNode event = EventObject.again(before.stored(), count, now);
        String resourceVersion = event.path("metadata").path("resourceVersion").asText("");
        switch (writer.write(
                new Change.Replace(EVENT, event, resourceVersion, key.what().reason()))) {
            case Outcome.Done done -> series.put(key, new Series(done.stored(), count, now, now));
            case Outcome.Outdated _ -> series.remove(key);
            case Outcome.Refused refused ->
                LOG.debug(
                        "a series on {} was refused: {}",
                        key.object().display(),
                        refused.why().sentence());
        }
    }

    /// Writes what is left, for a moment.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
