package io.kspec.server.web;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The id under which the running request is found in logs and traces.
public final class Traces {
    private Traces() {}

    /// 32 hexadecimal digits of the W3C trace; all zero outside a request.
    public static String current() {
        return Span.current().getSpanContext().getTraceId();
    }

    /// The running request as a W3C `traceparent`, for what is done about it later; empty outside a request.
    public static Optional<String> parent() {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), headers, (carrier, name, value) -> headers.put(name, value));
        return Optional.ofNullable(headers.get("traceparent"));
    }
}
