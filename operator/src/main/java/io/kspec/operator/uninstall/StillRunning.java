package io.kspec.operator.uninstall;

/// Pods of the operator did not end in time; the message names them.
final class StillRunning extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StillRunning(String message) {
        super(message);
    }
}
