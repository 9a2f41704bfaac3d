package io.kspec.lifecycle.crd.object.schema;

/// One thing that the API server would refuse an object for.
///
/// @param pointer RFC 6901, as `/spec/ports/0/name`; empty at the root
/// @param kind    what sort of mistake it is
/// @param message one clause for a person, without the object's values
public record SchemaError(String pointer, Kind kind, String message) {

    /// The sorts of mistakes, as the API server names them.
    public enum Kind {
        INVALID(false),
        REQUIRED(true),
        NOT_SUPPORTED(true),
        TOO_LONG(true),
        TOO_MANY(true),
        WRONG_TYPE(true),
        DUPLICATE(false),
        FORBIDDEN(false),
        /// A rule that could not be evaluated here: whether the API server refuses it is not known.
        UNKNOWN(false);

        private final boolean blocksRules;

        Kind(boolean blocksRules) {
            this.blocksRules = blocksRules;
        }

        /// Whether the API server leaves the CEL rules out when it has found this.
        boolean blocksRules() {
            return blocksRules;
        }
    }
}
