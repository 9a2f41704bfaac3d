/// How long it takes to find out how operators and clusters are. Start at
/// [io.kspec.bench.health.OperatorHealthBenchmark] and [io.kspec.bench.health.HealthCycleBenchmark].
@NullMarked
package io.kspec.bench.health;

import org.jspecify.annotations.NullMarked;
