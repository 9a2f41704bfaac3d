/// Which cluster a command speaks to, and the door to it. [io.kspec.cli.cluster.ClusterOptions] knows no client, so
/// that commands on files start without one. Start at [io.kspec.cli.cluster.OpenCluster].
@NullMarked
package io.kspec.cli.cluster;

import org.jspecify.annotations.NullMarked;
