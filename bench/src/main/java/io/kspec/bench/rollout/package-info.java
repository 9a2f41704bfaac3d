/// How long it takes until an operator runs in another version, and back. Start at
/// [io.kspec.bench.rollout.RolloutBenchmark].
@NullMarked
package io.kspec.bench.rollout;

import org.jspecify.annotations.NullMarked;
