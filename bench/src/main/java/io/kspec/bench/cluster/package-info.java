/// A control plane on this machine with a kspec operator in charge of it. Start at
/// [io.kspec.bench.cluster.GuardedCluster].
@NullMarked
package io.kspec.bench.cluster;

import org.jspecify.annotations.NullMarked;
