/// How the process logs: one JSON object a line for machines, or text for people. Start at
/// [io.kspec.operator.log.Logs].
@NullMarked
package io.kspec.operator.log;

import org.jspecify.annotations.NullMarked;
