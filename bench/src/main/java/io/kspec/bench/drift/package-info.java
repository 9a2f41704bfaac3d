/// How long a deleted registration leaves the cluster unguarded. Start at
/// [io.kspec.bench.drift.DriftBenchmark].
@NullMarked
package io.kspec.bench.drift;

import org.jspecify.annotations.NullMarked;
