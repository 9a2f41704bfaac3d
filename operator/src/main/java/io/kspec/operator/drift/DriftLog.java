package io.kspec.operator.drift;

import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.operator.report.ReportWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes drift down without making repair wait: events queue up and become one DriftReport per specification and
/// second. What broke a rule has a report of its own beside what happened to guards.
public final class DriftLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DriftLog.class);
    private static final int LONGEST_QUEUE = 1000;
    private static final int MOST_EVENTS_PER_REPORT = 50;
    private static final Duration PACE = Duration.ofSeconds(1);

    private final DriftReports reports;
    private final Function<String, Optional<Owner>> owners;
    private final Clock clock;
    private final Consumer<GuardDrift> told;
    private final BlockingQueue<GuardDrift> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicLong leftOut = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("drift").daemon().factory());

    /// The specification that a report belongs to.
    ///
    /// @param version the specification's own version; empty when it has none
    public record Owner(String name, String uid, Optional<String> version) {}

    /// @param owners finds a specification by name; empty when it is gone
    /// @param told of each drift at once; must not wait
    public DriftLog(
            ReportWriter reports, Function<String, Optional<Owner>> owners, Consumer<GuardDrift> told, Clock clock) {
        this.reports = new DriftReports(reports);
        this.owners = owners;
        this.told = told;
        this.clock = clock;
        var _ = thread.scheduleWithFixedDelay(this::flush, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Never blocks; what does not fit is counted and said in the log.
    public void add(GuardDrift drift) {
        told.accept(drift);
        if (!queue.offer(drift)) {
            leftOut.incrementAndGet();
        }
    }

    private void flush() {
        try {
            var events = new ArrayList<GuardDrift>();
            queue.drainTo(events, MOST_EVENTS_PER_REPORT);
            long lost = leftOut.getAndSet(0);
            if (lost > 0) {
                LOG.warn("{} drift events were left out: more came than could be written", lost);
            }
            Stream.of(true, false)
                    .map(compliance -> events.stream()
                            .filter(drift -> (drift.event().type() == DriftEventType.COMPLIANCE) == compliance)
                            .toList())
                    .forEach(some -> bySpecification(some).forEach(this::write));
        } catch (RuntimeException fault) { // the loop's edge: later events must still be written
            LOG.error("drift could not be written down", fault);
        }
    }

    private void write(String specification, List<DriftEvent> events) {
        owners.apply(specification)
                .ifPresentOrElse(
                        owner -> reports.write(owner, events, clock.instant()),
                        () -> LOG.info("{} is gone; its {} drift events are not kept", specification, events.size()));
    }

    private static Map<String, List<DriftEvent>> bySpecification(List<GuardDrift> events) {
        var grouped = new LinkedHashMap<String, List<DriftEvent>>();
        for (GuardDrift drift : events) {
            drift.specifications().forEach(name -> grouped.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(drift.event()));
        }
        return grouped;
    }

    @Override
    public void close() {
        thread.shutdown();
        flush();
    }
}
