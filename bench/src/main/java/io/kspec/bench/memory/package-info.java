/// How much memory and processor time the operator needs for a large cluster. Start at
/// [io.kspec.bench.memory.MemoryBenchmark].
@NullMarked
package io.kspec.bench.memory;

import org.jspecify.annotations.NullMarked;
