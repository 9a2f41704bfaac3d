package io.kspec.kube.definition;

import io.kspec.core.failure.Failure;

/// Whether a definition is served.
public sealed interface Served {
    record Yes() implements Served {}

    /// Not in time; the failure says what was still missing.
    record NotInTime(Failure why) implements Served {}
}
