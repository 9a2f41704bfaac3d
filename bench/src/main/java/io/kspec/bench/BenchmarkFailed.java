package io.kspec.bench;

import java.io.Serial;

/// The run measured nothing worth keeping: what was asked did not happen. The message is for a person.
public final class BenchmarkFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public BenchmarkFailed(String message) {
        super(message);
    }
}
