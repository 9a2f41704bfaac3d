/// What somebody changed or deleted, written down: DriftReports. Start at
/// [io.kspec.operator.drift.DriftLog].
@NullMarked
package io.kspec.operator.drift;

import org.jspecify.annotations.NullMarked;
