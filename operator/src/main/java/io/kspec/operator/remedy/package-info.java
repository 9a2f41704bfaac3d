/// Remediation: what runs and breaks rules that ask for it is changed, after it was written down. Reads and writes
/// workloads of users; writes DriftReports and events. Start at [io.kspec.operator.remedy.Remediation].
@NullMarked
package io.kspec.operator.remedy;

import org.jspecify.annotations.NullMarked;
