package io.kspec.operator.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.operator.log.Logs;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes audit records as CloudEvents 1.0 in JSON, one a line. Taking a record never waits: a queue of bounded length
/// stands before the writer, and what finds it full is counted.
public final class AuditLog implements AutoCloseable {
    static final int LONGEST_QUEUE = 8192;
    private static final long GRACE_SECONDS = 5;
    private static final Logger LINES = LoggerFactory.getLogger(Logs.AUDIT);
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final BlockingQueue<ObjectNode> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Consumer<String> sink;
    private final String source;
    private final Clock clock;
    private final Thread writer;
    private volatile boolean open = true;

    /// Writes to the logger `audit`.
    ///
    /// @param source who records: the CloudEvents' source, a URI reference
    public AuditLog(String source, Clock clock) {
        this(source, clock, LINES::info);
    }

    AuditLog(String source, Clock clock, Consumer<String> sink) {
        this.source = source;
        this.clock = clock;
        this.sink = sink;
        this.writer = Thread.ofPlatform().name("audit").daemon().start(this::write);
    }

    /// Never waits and never throws.
    public void add(AuditRecord entry) {
        if (queue.offer(event(entry, clock.instant()))) {
            taken.incrementAndGet();
        } else {
            dropped.incrementAndGet();
        }
    }

    /// How many records were taken.
    public long taken() {
        return taken.get();
    }

    /// How many were lost because more came than could be written.
    public long dropped() {
        return dropped.get();
    }

    private ObjectNode event(AuditRecord entry, Instant at) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", source)
                .put("type", entry.act().type())
                .put("subject", entry.subject())
                .put("time", at.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        entry.data().forEach(data::put);
        return event;
    }

    private void write() {
        while (open || !queue.isEmpty()) {
            try {
                ObjectNode next = open ? queue.take() : queue.poll();
                if (next != null) {
                    sink.accept(next.toString());
                }
            } catch (InterruptedException hurried) { // the end: what is left is written without waiting
                open = false;
            } catch (RuntimeException fault) { // the loop's edge: later records must still be written
                LOG.error("an audit record could not be written", fault);
            }
        }
    }

    /// Writes what is left.
    @Override
    public void close() {
        open = false;
        writer.interrupt();
        try {
            writer.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
