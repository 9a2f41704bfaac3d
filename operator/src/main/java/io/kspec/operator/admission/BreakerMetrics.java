package io.kspec.operator.admission;

import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// The breaker of admission as it stands when somebody asks, so that it is never stale without traffic.
public final class BreakerMetrics {
    private static final List<String> STATES = List.of("closed", "open", "half_open");

    private final Counter transitions;

    /// A breaker as it stands.
    ///
    /// @param state `closed`, `open` or `half_open`
    /// @param errorRate of the window, 0 to 1
    /// @param windowRequests how many requests the window holds
    public record View(String state, double errorRate, long windowRequests) {
        /// Nothing has gone wrong, or there is no breaker.
        public static final View CLOSED = new View("closed", 0, 0);
    }

    public BreakerMetrics(Meters meters, Supplier<View> breaker) {
        meters.gauge(
                "kspec_circuit_breaker_tripped",
                "1 while admission lets requests through unjudged.",
                callback -> callback.call(breaker.get().state().equals("closed") ? 0 : 1));
        meters.gauge(
                "kspec_circuit_breaker_error_rate",
                "Share of failed requests in the breaker's window.",
                callback -> callback.call(breaker.get().errorRate()));
        meters.gauge(
                "kspec_circuit_breaker_window_requests",
                "Requests in the breaker's window.",
                callback -> callback.call((double) breaker.get().windowRequests()));
        meters.gauge(
                "kspec_circuit_breaker_state",
                "1 for the state in which the breaker is.",
                callback -> {
                    String now = breaker.get().state();
                    STATES.forEach(state -> callback.call(state.equals(now) ? 1 : 0, state));
                },
                "state");
        transitions =
                meters.counter("kspec_circuit_breaker_transitions_total", "Changes of the breaker.", "from", "to");
        Meters.begin(transitions, "closed", "open");
        Meters.begin(transitions, "open", "half_open");
        Meters.begin(transitions, "half_open", "closed");
        Meters.begin(transitions, "half_open", "open");
    }

    /// The breaker changed.
    public void changed(String from, String to) {
        transitions
                .labelValues(from.toLowerCase(Locale.ROOT), to.toLowerCase(Locale.ROOT))
                .inc();
    }
}
