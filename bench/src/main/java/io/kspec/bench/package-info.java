/// Measures the built programs from outside, over loopback. Start at [io.kspec.bench.Main]; each benchmark has a
/// package of its own.
@NullMarked
package io.kspec.bench;

import org.jspecify.annotations.NullMarked;
