package io.kspec.operator.report;

import java.time.Duration;

/// How often is scanned and how much of it is kept.
///
/// @param interval between two scans, a second at least
/// @param retention how many reports of each kind are kept per specification
public record ReportSettings(Duration interval, int retention) {}
