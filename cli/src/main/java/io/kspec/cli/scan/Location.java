package io.kspec.cli.scan;

import io.kspec.core.document.Position;

/// Where a finding stands in a file.
record Location(String file, Position position) {
    /// `deploy.yaml:12:3`, which editors open.
    String display() {
        return "%s:%s".formatted(file, position);
    }
}
