package io.kspec.server.trace;

/// Something that is done, and may refuse in its own way.
@FunctionalInterface
public interface Act<T, E extends Exception> {
    T run() throws E;
}
