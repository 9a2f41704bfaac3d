package io.kspec.local.kubelet;

import java.io.Serial;

/// Why a container has to wait: something it needs is not there yet. The reason and the message become those of its
/// `waiting` state, and it is tried again.
final class CannotStart extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    /// @param reason one word in camel case, where possible the real kubelet's: `CreateContainerConfigError`
    /// @param message what is missing and what can be done
    CannotStart(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
