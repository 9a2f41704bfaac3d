/// `kspec deployments`: operators on their way into clusters, started, watched, held and taken back. Start at
/// [io.kspec.cli.server.deployments.DeploymentsCommand].
@NullMarked
package io.kspec.cli.server.deployments;

import org.jspecify.annotations.NullMarked;
