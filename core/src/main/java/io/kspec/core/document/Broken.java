package io.kspec.core.document;

import io.kspec.core.failure.Failure;

/// A document that cannot be read. Its neighbours can.
public record Broken(String source, Position position, String what, String remedy) implements Parsed {
    /// `deploy.yaml:12:3`.
    public String where() {
        return "%s:%s".formatted(source, position);
    }

    public Failure failure() {
        return new Failure.Malformed(what, where(), remedy);
    }
}
