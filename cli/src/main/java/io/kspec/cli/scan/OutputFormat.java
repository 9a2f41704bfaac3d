package io.kspec.cli.scan;

import java.util.Locale;

/// How a scan is printed. The verdict is the same in each.
enum OutputFormat {
    TABLE,
    JSON,
    JUNIT,
    SARIF,
    SARIF_FULL,
    OSCAL,
    OPENREPORTS,
    HTML;

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
