package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What is to be done about one guard.
sealed interface GuardStep {
    /// It stands as it was last seen to be right.
    record InForce(Guard guard) implements GuardStep {}

    /// It is not there. `wasHeld` tells a deletion from a guard that is new.
    record Missing(Guard guard, boolean wasHeld) implements GuardStep {}

    /// It is there in a version that nobody has compared yet. `intentChanged` tells a new intent from a foreign
    /// write.
    record Unverified(Guard guard, ObjectNode live, boolean intentChanged) implements GuardStep {}

    /// Its name is held by an object of somebody else's, which is left alone.
    record Foreign(Guard guard) implements GuardStep {}

    /// Nothing asks for it any more.
    record Stale(GuardId id, ObjectNode live) implements GuardStep {}
}
