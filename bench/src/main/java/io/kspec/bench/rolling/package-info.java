/// What callers notice while the replicas of the operator are replaced one by one. Start at
/// [io.kspec.bench.rolling.RollingBenchmark].
@NullMarked
package io.kspec.bench.rolling;

import org.jspecify.annotations.NullMarked;
