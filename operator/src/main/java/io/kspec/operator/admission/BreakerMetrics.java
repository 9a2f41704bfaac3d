package io.kspec.operator.admission;

import io.kspec.core.breaker.Breaker;
import io.kspec.core.breaker.BreakerState;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.function.Supplier;

/// The breakers of admission as they stand when somebody asks, so that they are never stale without traffic. There
/// is one per specification; the state is the worst of them, and calls and faults are those of all.
public final class BreakerMetrics {
    private static final Breaker.Figures NO_BREAKER = new Breaker.Figures(BreakerState.CLOSED, 0, 0);

    private final Counter transitions;
    private volatile Supplier<Breaker.Figures> breakers = () -> NO_BREAKER;

    public BreakerMetrics(Meters meters) {
        meters.gauge(
                "kspec_circuit_breaker_tripped",
                "1 while admission answers for a specification without asking it.",
                callback -> callback.call(breakers.get().state() == BreakerState.CLOSED ? 0 : 1));
        meters.gauge(
                "kspec_circuit_breaker_error_rate",
                "Share of faults among the newest calls.",
                callback -> callback.call(rate(breakers.get())));
        meters.gauge(
                "kspec_circuit_breaker_window_requests",
                "The newest calls, which are looked at.",
                callback -> callback.call(breakers.get().calls()));
        meters.gauge(
                "kspec_circuit_breaker_state",
                "1 for the state in which the worst breaker is.",
                callback -> {
                    BreakerState now = breakers.get().state();
                    for (BreakerState state : BreakerState.values()) {
                        callback.call(state == now ? 1 : 0, word(state));
                    }
                },
                "state");
        transitions = meters.counter("kspec_circuit_breaker_transitions_total", "Changes of breakers.", "from", "to");
        begin(BreakerState.CLOSED, BreakerState.OPEN);
        begin(BreakerState.OPEN, BreakerState.HALF_OPEN);
        begin(BreakerState.HALF_OPEN, BreakerState.CLOSED);
        begin(BreakerState.HALF_OPEN, BreakerState.OPEN);
    }

    /// Who knows how the breakers stand; until then nothing has gone wrong.
    ///
    /// @param figures computed from memory
    public void of(Supplier<Breaker.Figures> figures) {
        breakers = figures;
    }

    void changed(BreakerState from, BreakerState to) {
        transitions.labelValues(word(from), word(to)).inc();
    }

    private void begin(BreakerState from, BreakerState to) {
        Meters.begin(transitions, word(from), word(to));
    }

    /// As a label: `half_open`, not `half-open`.
    private static String word(BreakerState state) {
        return state.word().replace('-', '_');
    }

    private static double rate(Breaker.Figures figures) {
        return figures.calls() == 0 ? 0 : (double) figures.faults() / figures.calls();
    }
}
