package io.kspec.core.cel;

import java.io.Serial;

/// Ends an evaluation that passed a limit. Carries no stack trace: where it was thrown tells nothing.
final class CutOffException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CutOffException(String limit) {
        super(limit, null, false, false);
    }
}
