package io.kspec.operator.guard;

import io.kspec.core.failure.Failure;
import java.time.Instant;

/// Where one guard stands after its step.
sealed interface Stand {
    record Right(Guard guard) implements Stand {}

    record Differs(Guard guard) implements Stand {}

    /// Its name is somebody else's.
    record Taken(Guard guard) implements Stand {}

    /// It differs until a person consents to its repair.
    record Waiting(Guard guard) implements Stand {}

    /// It differs, and was put back so often lately that it is left for a while.
    record Paused(Guard guard, Instant until) implements Stand {}

    /// It differs, and a DriftConfig says that this is nobody's business.
    record LeftAlone(Guard guard) implements Stand {}

    record Blocked(Guard guard, Failure why) implements Stand {}

    /// Read too late, or its kind went or has just come: the next turn tells.
    record Open() implements Stand {}

    /// Nothing stands any more that should not.
    record Gone() implements Stand {}
}
