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
import java.util.stream.Collectors;
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
    private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
    private final AtomicLong leftOut = new AtomicLong();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("drift").daemon().factory());

    /// The specification that a report belongs to.
    ///
    /// @param version the specification's own version; empty when it has none
    public record Owner(String name, String uid, Optional<String> version) {}

    /// An event and whom it concerned when it happened: by the time it is written, another specification may have
    /// the name.
    private record Told(Owner owner, DriftEvent event) {}

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
        for (String specification : drift.specifications()) {
            owners.apply(specification)
                    .ifPresentOrElse(owner -> add(new Told(owner, drift.event())), () -> notKept(specification, 1));
        }
    }

    private void add(Told event) {
        if (!queue.offer(event)) {
            leftOut.incrementAndGet();
        }
    }

    private void flush() {
        try {
            var events = new ArrayList<Told>();
            queue.drainTo(events, MOST_EVENTS_PER_REPORT);
            long lost = leftOut.getAndSet(0);
            if (lost > 0) {
                LOG.warn("{} drift events were left out: more came than could be written", lost);
            }
            Stream.of(true, false)
                    .map(compliance -> events.stream()
                            .filter(drift -> (drift.event().type() == DriftEventType.COMPLIANCE) == compliance)
                            .toList())
                    .forEach(some -> byOwner(some).forEach(this::write));
        } catch (RuntimeException fault) { // the loop's edge: later events must still be written
            LOG.error("drift could not be written down", fault);
        }
    }

    private void write(Owner owner, List<DriftEvent> events) {
        if (owners.apply(owner.name())
                .filter(now -> now.uid().equals(owner.uid()))
                .isPresent()) {
            reports.write(owner, events, clock.instant());
        } else {
            notKept(owner.name(), events.size());
        }
    }

    private static void notKept(String specification, int events) {
        LOG.info("{} is gone; its {} drift events are not kept", specification, events);
    }

    private static Map<Owner, List<DriftEvent>> byOwner(List<Told> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        Told::owner, LinkedHashMap::new, Collectors.mapping(Told::event, Collectors.toList())));
    }

    @Override
    public void close() {
        thread.shutdown();
        flush();
    }
}
