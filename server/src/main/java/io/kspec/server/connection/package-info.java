/// The ways to registered clusters: who the server is there, and how much it may ask at the same time.
///
/// **Reads** `cluster_credentials`, ClusterTargets with their Secrets, and the clusters themselves. **Writes**
/// `cluster_credentials` and an audit entry for each connection that is opened. A stored credential is used for one
/// thing where that is possible: to mint tokens that end within the hour. Start with
/// [io.kspec.server.connection.Connections].
@NullMarked
package io.kspec.server.connection;

import org.jspecify.annotations.NullMarked;
