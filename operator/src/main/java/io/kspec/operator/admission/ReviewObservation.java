package io.kspec.operator.admission;

import io.kspec.core.admission.AdmissionRequest;
import io.kspec.operator.trace.Traces;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Measures and traces one review from its first byte to its answer.
///
/// @param traces takes over the trace of the caller, where it sends one
public record ReviewObservation(AdmissionMetrics metrics, Traces traces) {
    private static final int OK = 200;

    /// The path's work, observed. Called when the request arrives.
    Function<AdmissionRequest, byte[]> around(HttpServerRequest request, Function<AdmissionRequest, byte[]> work) {
        String webhook = request.path().substring(1);
        AdmissionMetrics.Visit visit = metrics.began(webhook);
        request.response()
                .endHandler(_ -> visit.answered(
                        request.response().getStatusCode() == OK
                                ? AdmissionMetrics.Result.SUCCESS
                                : AdmissionMetrics.Result.ERROR));
        Optional<String> caller = Optional.ofNullable(request.getHeader("traceparent"));
        return asked -> {
            visit.asks(asked.operation());
            try (var _ = traces.begin("admission.review", attributes(webhook, asked), caller)) {
                return work.apply(asked);
            }
        };
    }

    private static Map<String, String> attributes(String webhook, AdmissionRequest asked) {
        return Map.of(
                "webhook",
                webhook,
                "uid",
                asked.uid(),
                "operation",
                asked.operation().name(),
                "k8s.namespace.name",
                asked.namespace());
    }
}
