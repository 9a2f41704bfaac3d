package io.kspec.operator.log;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of logs.
public final class LogFlags {
    @Option(
            names = "--log-format",
            defaultValue = "text",
            description = "json: one object a line; text: for people. Default: ${DEFAULT-VALUE}.")
    private LogSettings.Format format = LogSettings.Format.TEXT;

    @Option(
            names = "--log-level",
            defaultValue = "info",
            description = "debug, info, warn or error; default: ${DEFAULT-VALUE}.")
    private LogSettings.Level level = LogSettings.Level.INFO;

    @Option(
            names = "--audit-log",
            paramLabel = "FILE",
            description = "Also write audit records to this file, which is rotated at 100 MiB, five times.")
    private @Nullable Path auditFile;

    public LogSettings settings() {
        return new LogSettings(format, level, Optional.ofNullable(auditFile));
    }
}
