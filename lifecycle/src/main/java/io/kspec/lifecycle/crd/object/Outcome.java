package io.kspec.lifecycle.crd.object;

import io.kspec.lifecycle.crd.Severity;
import java.util.List;

/// One thing that a changed definition does to one object.
///
/// @param kind     what it is
/// @param pointers RFC 6901 pointers into the object, in document order; empty when it is about the whole
/// @param because  one sentence for a person, without the object's values
public record Outcome(Kind kind, List<String> pointers, String because) {
    public Outcome {
        pointers = List.copyOf(pointers);
    }

    /// What can become of an object, from the heaviest to the lightest.
    public enum Kind {
        /// Reading it fails, today or after the change.
        UNREADABLE,
        /// Places that hold data are no longer seen, and the next write destroys them.
        PRUNED,
        /// A null is dropped or replaced, or a map loses all its keys.
        EMPTIED,
        /// Labels, annotations and finalizers can no longer change: it cannot be reconciled or deleted cleanly.
        FROZEN,
        /// The operator can no longer write its status.
        UNREPORTABLE,
        /// Its owner can no longer change some field of the spec.
        UNEDITABLE,
        /// It would not be accepted as a new object.
        UNRECREATABLE,
        /// A rule could not be evaluated here.
        UNKNOWN,
        /// Defaults give it other values.
        REDEFAULTED,
        /// It fails the same way today.
        ALREADY_BAD,
        /// Nothing happens to it.
        OK;

        /// How much it weighs.
        public Severity weight(Circumstances circumstances) {
            return switch (this) {
                case UNREADABLE, PRUNED, EMPTIED, FROZEN -> Severity.LOSS;
                case UNREPORTABLE, UNKNOWN -> Severity.BREAK;
                case UNEDITABLE -> circumstances.peopleOwnSpec() ? Severity.BREAK : Severity.WARN;
                case UNRECREATABLE -> circumstances.restoresByRecreation() ? Severity.BREAK : Severity.WARN;
                case REDEFAULTED -> Severity.WARN;
                case ALREADY_BAD, OK -> Severity.OK;
            };
        }
    }
}
