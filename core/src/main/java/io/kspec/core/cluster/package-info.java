/// A cluster as it was read: facts, and the gaps where reading was refused. Start at
/// [io.kspec.core.cluster.ClusterView].
@NullMarked
package io.kspec.core.cluster;

import org.jspecify.annotations.NullMarked;
