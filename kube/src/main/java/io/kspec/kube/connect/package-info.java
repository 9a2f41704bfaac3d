/// From kubeconfig, context and in-cluster account to a client, with every obstacle a failure that says what to do.
/// Reads files and the environment; asks no server. Start at [io.kspec.kube.connect.Clusters].
@NullMarked
package io.kspec.kube.connect;

import org.jspecify.annotations.NullMarked;
