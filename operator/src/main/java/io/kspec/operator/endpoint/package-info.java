/// What the process tells of itself over HTTP: its health and its metrics. Start at
/// [io.kspec.operator.endpoint.HealthServer] and [io.kspec.operator.endpoint.MetricsServer].
@NullMarked
package io.kspec.operator.endpoint;

import org.jspecify.annotations.NullMarked;
