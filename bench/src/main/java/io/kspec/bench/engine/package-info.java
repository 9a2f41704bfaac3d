/// What judging costs without any program around it. Start at [io.kspec.bench.engine.EngineBenchmark].
@NullMarked
package io.kspec.bench.engine;

import org.jspecify.annotations.NullMarked;
