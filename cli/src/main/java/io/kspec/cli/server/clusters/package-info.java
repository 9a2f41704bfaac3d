/// `kspec clusters`: the clusters that a server knows, and how one is made known with an account of its own. It reads
/// the kubeconfig and writes service account and rights into the cluster. Start at
/// [io.kspec.cli.server.clusters.ClustersCommand].
@NullMarked
package io.kspec.cli.server.clusters;

import org.jspecify.annotations.NullMarked;
