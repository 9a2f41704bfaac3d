/// Reports as objects in the cluster: made of a scan or of drift, named by time, the oldest removed. Start at
/// [io.kspec.operator.report.ReportWriter].
@NullMarked
package io.kspec.operator.report;

import org.jspecify.annotations.NullMarked;
