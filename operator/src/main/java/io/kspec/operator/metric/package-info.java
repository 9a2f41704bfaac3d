/// What every feature's metrics are made with, and those of the process. Start at [io.kspec.operator.metric.Meters].
@NullMarked
package io.kspec.operator.metric;

import org.jspecify.annotations.NullMarked;
