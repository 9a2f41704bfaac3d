package io.kspec.lifecycle.crd.object.schema;

/// A value is not of the type its schema says: a rule that looks at it comes to an error, in the API server too.
final class MistypedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MistypedException(String message) {
        super(message);
    }
}
