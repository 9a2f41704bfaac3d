package io.kspec.kube.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;

/// What became of a change.
public sealed interface Outcome {
    Change change();

    /// `stored` is the API server's answer.
    record Done(Change change, ObjectNode stored) implements Outcome {}

    /// Somebody else wrote first, or the object came or went: read again and decide anew. No failure.
    record Outdated(Change change) implements Outcome {}

    record Refused(Change change, Failure why) implements Outcome {}
}
