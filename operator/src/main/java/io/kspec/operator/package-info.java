/// The kspec operator: one process that admits, judges, holds its guards and reports. Start at
/// [io.kspec.operator.OperatorProgram].
@NullMarked
package io.kspec.operator;

import org.jspecify.annotations.NullMarked;
