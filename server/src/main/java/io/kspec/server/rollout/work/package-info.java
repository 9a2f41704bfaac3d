/// What commands do in clusters: planning, exports, definitions, releases, health.
///
/// **Reads** operators, charts, clusters. **Writes** clusters, `revisions`, `rollout_exports` and
/// `deployed_operators`. Start with [io.kspec.server.rollout.work.ClusterOperations].
@NullMarked
package io.kspec.server.rollout.work;

import org.jspecify.annotations.NullMarked;
