package io.kspec.operator.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Makes spans, and lets the log lines written within them carry their ids. Switched off, a span is an empty object;
/// the ids that a caller sends are carried all the same.
public final class Traces implements AutoCloseable {
    private static final String TRACE = "traceId";
    private static final String SPAN = "spanId";

    private final Tracer tracer;
    private final AutoCloseable exporter;

    Traces(OpenTelemetry telemetry, AutoCloseable exporter) {
        this.tracer = telemetry.getTracer("io.kspec.operator");
        this.exporter = exporter;
    }

    /// No traces.
    public static Traces off() {
        return new Traces(OpenTelemetry.noop(), () -> {});
    }

    public static Traces of(TraceSettings settings) {
        return settings.endpoint().map(TraceExport::to).orElseGet(Traces::off);
    }

    /// A span on its way. Closing ends it; on the thread that began it.
    public static final class Step implements AutoCloseable {
        private final Span span;
        private final Scope scope;
        private final boolean outermost;

        @SuppressWarnings("MustBeClosedChecker") // closed with the step
        private Step(Span span) {
            this.span = span;
            this.scope = span.makeCurrent();
            this.outermost = MDC.get(TRACE) == null;
            name(span.getSpanContext());
        }

        public void note(String attribute, String value) {
            span.setAttribute(attribute, value);
        }

        /// What was to be done was not.
        public void failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
            if (outermost) {
                MDC.remove(TRACE);
                MDC.remove(SPAN);
            } else {
                name(Span.current().getSpanContext());
            }
        }

        private static void name(SpanContext context) {
            if (context.isValid()) {
                MDC.put(TRACE, context.getTraceId());
                MDC.put(SPAN, context.getSpanId());
            }
        }
    }

    /// A step within the current one of this thread.
    public Step begin(String name, Map<String, String> attributes) {
        return begin(name, attributes, Context.current());
    }

    /// A step within that of a caller.
    ///
    /// @param traceparent the header of W3C Trace Context; what cannot be read is ignored
    public Step begin(String name, Map<String, String> attributes, Optional<String> traceparent) {
        return begin(
                name,
                attributes,
                traceparent
                        .map(header -> W3CTraceContextPropagator.getInstance()
                                .extract(Context.root(), Map.of("traceparent", header), Headers.HEADERS))
                        .orElseGet(Context::root));
    }

    private Step begin(String name, Map<String, String> attributes, Context parent) {
        var span = tracer.spanBuilder(name).setParent(parent);
        attributes.forEach(span::setAttribute);
        return new Step(span.startSpan());
    }

    private enum Headers implements TextMapGetter<Map<String, String>> {
        HEADERS;

        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    }

    /// Sends what is left.
    @Override
    public void close() {
        try {
            exporter.close();
        } catch (Exception fault) { // the end of a process: nobody is left to tell
            org.slf4j.LoggerFactory.getLogger(Traces.class).warn("the last traces were not sent", fault);
        }
    }
}
