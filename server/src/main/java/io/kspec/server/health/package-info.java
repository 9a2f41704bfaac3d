/// How everything is: this replica (`GET /health`, and `/livez` and `/readyz` for Kubernetes on the management
/// port), the clusters, and the operators that run there.
///
/// A replica without its database is alive but not ready; clusters never count for that. Clusters and operators are
/// checked in a cycle that all replicas share: a row whose check is due is claimed by one of them.
///
/// **Reads** the database and clusters. **Writes** the health of `clusters` and `deployed_operators`, and
/// `cluster_checks` and `operator_checks`; tells each [io.kspec.server.health.HealthListener] in the same
/// transaction, and people by mail ([io.kspec.server.health.HealthLetters]). Start with
/// [io.kspec.server.health.HealthCycle].
@NullMarked
package io.kspec.server.health;

import org.jspecify.annotations.NullMarked;
