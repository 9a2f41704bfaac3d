/// Rollouts on a real PostgreSQL, with clusters that a table stands in for: [io.kspec.server.rollout.TableClusters].
package io.kspec.server.rollout;
