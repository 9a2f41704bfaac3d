/// Traces for OpenTelemetry; nothing of its SDK is loaded while nobody asked for them. Start at
/// [io.kspec.operator.trace.Traces].
@NullMarked
package io.kspec.operator.trace;

import org.jspecify.annotations.NullMarked;
