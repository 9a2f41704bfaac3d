package io.kspec.operator.admission;

import io.kspec.core.admission.AdmissionRequest.Operation;
import io.kspec.core.spec.Mode;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Requests, their latency, and what they were answered.
public final class AdmissionMetrics {
    /// From 1 ms to 10 s, with edges at the promised 50 and 100 ms.
    private static final double[] SECONDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
    private static final double NANOS = 1e9;
    private static final int SPECIFICATION = 0;

    private final Counter requests;
    private final Histogram durations;
    private final Counter validations;
    private final Counter actions;

    /// What became of a request as a request, whatever the answer said.
    public enum Result {
        SUCCESS("success"),
        ERROR("error"),
        /// Let through unjudged because the breaker was open.
        TRIPPED("circuit_breaker_tripped");

        private final String word;

        Result(String word) {
            this.word = word;
        }
    }

    /// What one rule of one specification did to a request.
    public enum Action {
        ALLOWED,
        EXEMPTED,
        WARNED,
        DENIED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param webhooks the paths that are served, without their slash
    public AdmissionMetrics(Meters meters, List<String> webhooks) {
        requests = meters.counter(
                "kspec_webhook_requests_total", "Admission requests answered.", "webhook", "operation", "result");
        durations = meters.histogram(
                "kspec_webhook_request_duration_seconds",
                "Time from the first byte of a review to the answer.",
                SECONDS,
                "webhook",
                "result");
        validations = meters.counter(
                "kspec_webhook_validation_results_total",
                "Judged requests by what they were answered under the strictest mode that had a say.",
                "result",
                "mode");
        actions = meters.counter(
                "kspec_policy_enforcement_actions_total",
                "What rules did to requests.",
                "cluster_spec",
                "policy",
                "action");
        for (String webhook : webhooks) {
            for (Result result : Result.values()) {
                Meters.begin(requests, webhook, "CREATE", result.word);
                durations.initLabelValues(webhook, result.word);
            }
        }
        for (Mode mode : Mode.values()) {
            Meters.begin(validations, "allowed", word(mode));
            Meters.begin(validations, "denied", word(mode));
        }
    }

    /// One request on its way. Made when it arrives.
    public final class Visit {
        private final String webhook;
        private final long began = System.nanoTime();
        private volatile Optional<Operation> operation = Optional.empty();

        private Visit(String webhook) {
            this.webhook = webhook;
        }

        /// The review was understood.
        void asks(Operation what) {
            operation = Optional.of(what);
        }

        /// The answer is out.
        void answered(Result result) {
            String verb = operation.map(Operation::name).orElse("unreadable");
            requests.labelValues(webhook, verb, result.word).inc();
            durations.labelValues(webhook, result.word).observe((System.nanoTime() - began) / NANOS);
        }
    }

    Visit began(String webhook) {
        return new Visit(webhook);
    }

    /// A request was judged.
    ///
    /// @param mode the strictest that had a say
    public void validated(boolean allowed, Mode mode) {
        validations.labelValues(allowed ? "allowed" : "denied", word(mode)).inc();
    }

    /// A rule of a specification had a say.
    ///
    /// @param check its id, which the metric calls policy
    public void acted(String specification, String check, Action action) {
        actions.labelValues(specification, check, action.word()).inc();
    }

    /// The specification is gone, and its series with it.
    public void forget(String specification) {
        Meters.forget(actions, SPECIFICATION, specification);
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
