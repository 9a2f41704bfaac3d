/// What the process tells of itself over HTTP: its health. Start at [io.kspec.operator.endpoint.HealthServer].
@NullMarked
package io.kspec.operator.endpoint;

import org.jspecify.annotations.NullMarked;
