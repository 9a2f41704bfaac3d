package io.kspec.core.export;

import io.kspec.core.document.Position;

/// Where a finding stands in a file; `file` as it was named, `stdin` for standard input.
public record Place(String file, Position position) {
    /// `deploy.yaml:12:3`.
    public String display() {
        return "%s:%s".formatted(file, position);
    }
}
