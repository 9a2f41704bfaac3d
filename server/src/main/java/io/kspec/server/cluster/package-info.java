/// The clusters of the fleet: how they are registered, shown, changed and forgotten, and which operators run there.
///
/// **Reads** and **writes** `clusters`, `deployed_operators` and `operator_places`, except for health: `health` writes
/// that. Proves that a cluster answers before it is stored. Start with [io.kspec.server.cluster.ClusterResource];
/// other features read [io.kspec.server.cluster.Clusters] and [io.kspec.server.cluster.DeployedOperators].
@NullMarked
package io.kspec.server.cluster;

import org.jspecify.annotations.NullMarked;
