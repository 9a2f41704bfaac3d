package io.kspec.server.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.Optional;

/// Spans of what the server does, below whatever is current, with the same facts in log lines.
public final class Spans {
    private Spans() {}

    /// Does the act within a span of its own. An exception is noted and goes on.
    public static <T, E extends Exception> T in(String name, About about, Act<T, E> act) throws E {
        Span span =
                tracer().spanBuilder(name).setAllAttributes(about.attributes()).startSpan();
        try (Scope _ = span.makeCurrent()) {
            return LogFields.with(about, act);
        } catch (RuntimeException failed) {
            span.setStatus(StatusCode.ERROR, failed.getClass().getSimpleName());
            throw failed;
        } finally {
            span.end();
        }
    }

    /// As [#in], for an act without an answer.
    public static void run(String name, About about, Runnable act) {
        in(name, about, () -> {
            act.run();
            return about;
        });
    }

    /// The act of the current span came to nothing.
    public static void failed(String why) {
        Span.current().setStatus(StatusCode.ERROR, why);
    }

    /// What had a beginning and an end of its own, perhaps in other processes.
    ///
    /// @param id     that its parts took for their parent
    /// @param failed why it came to nothing
    public record Told(String name, String id, About about, Instant began, Instant ended, Optional<String> failed) {}

    public static void tell(Context parent, Told told) {
        SpanBuilder builder = tracer().spanBuilder(told.name())
                .setParent(parent)
                .setAllAttributes(told.about().attributes())
                .setStartTimestamp(told.began());
        Span span = SpanIds.wanting(told.id(), builder::startSpan);
        told.failed().ifPresent(why -> span.setStatus(StatusCode.ERROR, why));
        span.end(told.ended().isBefore(told.began()) ? told.began() : told.ended());
    }

    private static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("io.kspec.server");
    }
}
