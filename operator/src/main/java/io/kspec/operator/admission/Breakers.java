package io.kspec.operator.admission;

import io.kspec.core.admission.Consultation;
import io.kspec.core.admission.Found;
import io.kspec.core.breaker.Breaker;
import io.kspec.core.breaker.BreakerSettings;
import io.kspec.core.breaker.BreakerState;
import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Rulebook;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A breaker per specification: one that faults trips no other. Faults are what rules throw, and answers that take
/// longer than the API server waits; what a rule says is none, and what a caller sends never gets here unread.
final class Breakers implements Consultation {
    private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

    private final BreakerSettings settings;
    private final Clock clock;
    private final LongSupplier nanoseconds;
    private final AdmissionWatcher watcher;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    /// @param nanoseconds a clock that only goes forward
    /// @param watcher told of each change
    Breakers(BreakerSettings settings, Clock clock, LongSupplier nanoseconds, AdmissionWatcher watcher) {
        this.settings = settings;
        this.clock = clock;
        this.nanoseconds = nanoseconds;
        this.watcher = watcher;
    }

    @Override
    public Answer ask(Rulebook rulebook, Supplier<List<Found>> judging) {
        String specification = rulebook.specification();
        Breaker breaker = breakers.computeIfAbsent(specification, _ -> new Breaker(settings));
        BreakerState before = breaker.state();
        Optional<Breaker.Permit> permit = breaker.ask(clock.instant());
        changed(specification, before, breaker.state());
        if (permit.isEmpty()) {
            return new Answer.Silent(new Failure.BreakerOpen(specification));
        }
        long start = nanoseconds.getAsLong();
        boolean fault = true;
        try {
            List<Found> found = judging.get();
            long patience =
                    Duration.ofSeconds(rulebook.enforcement().timeoutSeconds()).toNanos();
            fault = nanoseconds.getAsLong() - start > patience;
            return new Answer.Given(found);
        } catch (RuntimeException | StackOverflowError bug) { // the edge: a fault of one specification stays its own
            LOG.error("judging by {} met a fault of kspec", specification, bug);
            return new Answer.Silent(new Failure.InternalFault(
                    "judging met a fault of kspec; the operator's log says more",
                    "ClusterSpecification " + specification));
        } finally {
            told(specification, breaker, permit.get(), fault);
        }
    }

    /// Those that are not closed, by specification.
    Map<String, BreakerState> tripped() {
        var tripped = new TreeMap<String, BreakerState>();
        breakers.forEach((specification, breaker) -> {
            if (breaker.state() != BreakerState.CLOSED) {
                tripped.put(specification, breaker.state());
            }
        });
        return tripped;
    }

    /// What all of them counted lately; the state is the worst.
    Breaker.Figures figures() {
        List<Breaker.Figures> all =
                breakers.values().stream().map(Breaker::figures).toList();
        return new Breaker.Figures(
                Stream.of(BreakerState.OPEN, BreakerState.HALF_OPEN)
                        .filter(state -> all.stream().anyMatch(one -> one.state() == state))
                        .findFirst()
                        .orElse(BreakerState.CLOSED),
                all.stream().mapToInt(Breaker.Figures::calls).sum(),
                all.stream().mapToInt(Breaker.Figures::faults).sum());
    }

    private void told(String specification, Breaker breaker, Breaker.Permit permit, boolean fault) {
        BreakerState before = breaker.state();
        changed(specification, before, breaker.tell(permit, fault, clock.instant()));
    }

    /// Counted and logged once, unless two calls meet at the very change.
    private void changed(String specification, BreakerState before, BreakerState after) {
        if (before == after) {
            return;
        }
        watcher.breakerChanged(specification, before, after);
        switch (after) {
            case OPEN ->
                LOG.error(
                        "the breaker of {} is open: its failure policy answers for {}",
                        specification,
                        settings.cooldown());
            case CLOSED -> LOG.info("the breaker of {} is closed again", specification);
            case HALF_OPEN -> LOG.info("the breaker of {} lets {} calls through", specification, settings.probes());
        }
    }
}
