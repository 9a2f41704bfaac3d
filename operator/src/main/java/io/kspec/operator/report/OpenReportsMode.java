package io.kspec.operator.report;

/// Whether findings are also written as OpenReports.
public enum OpenReportsMode {
    /// Where the cluster serves that kind.
    AUTO,
    TRUE,
    FALSE
}
