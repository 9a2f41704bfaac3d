package io.kspec.server.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/// Ids of traces and spans: random ones, except where an act wants a certain one. So the parts of an act that
/// outlives its process can name their parent before its span is told, and on another replica.
@Singleton
public final class SpanIds implements IdGenerator {
    private static final ScopedValue<String> WANTED = ScopedValue.newInstance();

    /// The spans that the act begins have this id: begin one.
    ///
    /// @param id 16 hexadecimal digits, not all 0
    static <T> T wanting(String id, Supplier<T> act) {
        return ScopedValue.where(WANTED, id).call(act::get);
    }

    @Override
    public String generateSpanId() {
        return WANTED.isBound() ? WANTED.get() : IdGenerator.random().generateSpanId();
    }

    @Override
    public String generateTraceId() {
        return IdGenerator.random().generateTraceId();
    }
}
