package io.kspec.server.connection;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

/// Tells the API server which trace a request belongs to, in the header `traceparent`.
final class TraceHeader implements Interceptor {
    static final String NAME = "TRACE";

    @Override
    public void before(BasicBuilder headers, HttpRequest request, RequestTags tags) {
        W3CTraceContextPropagator.getInstance()
                .inject(Context.current(), headers, (carrier, name, value) -> headers.setHeader(name, value));
    }
}
