package io.kspec.core.cluster;

import io.kspec.core.failure.Failure;

/// One fact: known, or unknown with the reason.
public sealed interface Reading<T> {
    record Known<T>(T value) implements Reading<T> {}

    record Unknown<T>(Failure why) implements Reading<T> {}
}
