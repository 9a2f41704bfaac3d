/// How long a person waits for the command line. Start at [io.kspec.bench.start.StartBenchmark].
@NullMarked
package io.kspec.bench.start;

import org.jspecify.annotations.NullMarked;
