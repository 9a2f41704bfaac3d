package io.kspec.core.cel;

import io.kspec.core.failure.Failure;

/// What evaluating came to. An error is never an answer of false or true.
public sealed interface CelAnswer {
    record Truth(boolean holds) implements CelAnswer {}

    record Words(String text) implements CelAnswer {}

    /// Evaluated to an error, or cut off.
    record Fault(Failure why) implements CelAnswer {}
}
