/// What it costs to judge changes of custom resource definitions: large pairs, many stored objects, many definitions
/// of one operator. Start at [io.kspec.bench.crd.CrdBenchmark].
@NullMarked
package io.kspec.bench.crd;

import org.jspecify.annotations.NullMarked;
