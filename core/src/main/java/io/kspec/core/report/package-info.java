/// Reports as they stand in custom resources: evidence of scans and of drift. Start at
/// [io.kspec.core.report.ComplianceReportSpec].
@NullMarked
package io.kspec.core.report;

import org.jspecify.annotations.NullMarked;
