package io.kspec.server.audit;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.arc.Arc;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// Where the running request came from; nowhere, for what the server does by itself.
record Origin(Optional<String> address, Optional<String> client, String traceId, String spanId) {
    private static final int LONGEST_CLIENT = 200;

    static Origin current() {
        SpanContext span = Span.current().getSpanContext();
        if (!Arc.container().requestContext().isActive()) {
            return new Origin(Optional.empty(), Optional.empty(), span.getTraceId(), span.getSpanId());
        }
        Request request = Arc.container().instance(Request.class).get();
        return new Origin(request.address(), request.client(), span.getTraceId(), span.getSpanId());
    }

    /// Remembers the request for the entries recorded while it is served. Others see a proxy: methods only, no
    /// fields.
    @RequestScoped
    static class Request {
        private Optional<String> address = Optional.empty();
        private Optional<String> client = Optional.empty();

        Optional<String> address() {
            return address;
        }

        Optional<String> client() {
            return client;
        }

        void is(HttpServerRequest http) {
            address = Optional.of(http.remoteAddress().host());
            client = Optional.ofNullable(http.getHeader("User-Agent"))
                    .map(name -> name.substring(0, Math.min(name.length(), LONGEST_CLIENT)));
        }
    }
}
