package io.kspec.operator.log;

import java.nio.file.Path;
import java.util.Optional;

/// What is logged, and how.
///
/// @param auditFile where audit records go beside standard output; rotated there
public record LogSettings(Format format, Level level, Optional<Path> auditFile) {
    /// For a person at a terminal.
    public static final LogSettings AT_A_TERMINAL = new LogSettings(Format.TEXT, Level.INFO, Optional.empty());

    public enum Format {
        JSON,
        TEXT
    }

    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
