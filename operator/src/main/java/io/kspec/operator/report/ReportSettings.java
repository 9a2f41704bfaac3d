package io.kspec.operator.report;

import java.time.Duration;

/// How often is scanned and how much of it is kept.
///
/// @param interval between two scans, a second at least
/// @param retention which reports are kept
/// @param openReports whether findings are also written as OpenReports
public record ReportSettings(Duration interval, Retention retention, OpenReportsMode openReports) {}
