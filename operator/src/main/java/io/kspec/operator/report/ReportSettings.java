package io.kspec.operator.report;

import java.time.Duration;

/// How often is scanned and how much of it is kept.
///
/// @param interval between two scans, a second at least
/// @param retention how many reports of each kind are kept per specification
/// @param openReports whether findings are also written as OpenReports
public record ReportSettings(Duration interval, int retention, OpenReportsMode openReports) {}
