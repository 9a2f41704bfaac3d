/// Deployments: rollouts that outlive the process which accepted them.
///
/// `lifecycle` decides, here it is stored and done: an event is decided about under the rollout's row lock, and the
/// new state, its transitions, its commands and what watchers are told are stored in that one transaction. Workers
/// on every replica claim commands, do them, and answer with the next event; a claim that is not renewed is
/// somebody else's.
///
/// **Reads** `rollouts` and the tables beside it (V200). **Writes** the same, and through
/// [io.kspec.server.rollout.ClusterWork] the clusters. Start with [io.kspec.server.rollout.RolloutStore], then
/// [io.kspec.server.rollout.Workers]. Why it is built like this: `docs/decisions/0037`.
@NullMarked
package io.kspec.server.rollout;

import org.jspecify.annotations.NullMarked;
