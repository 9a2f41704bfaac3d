/// Findings per namespace as OpenReports, for whoever shows those. Start at
/// [io.kspec.operator.openreport.OpenReportsKeeper].
@NullMarked
package io.kspec.operator.openreport;

import org.jspecify.annotations.NullMarked;
