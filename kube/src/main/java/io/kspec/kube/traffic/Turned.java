package io.kspec.kube.traffic;

import io.kspec.core.failure.Failure;

/// What became of a turn. Doing one again does no harm.
public sealed interface Turned {
    record Done() implements Turned {}

    /// Some of it may be done, the rest is not.
    record Stopped(Failure why) implements Turned {}
}
