/// A real Kubernetes control plane on this machine, for development, demonstrations and tests.
///
/// **Start at** [LocalKubernetes]: it starts etcd, the API server and, if wanted, the controller manager, the
/// scheduler and kwok (fake kubelets), all on loopback, any number of clusters side by side. Many at once are a
/// [LocalFleet], over one etcd.
///
/// **Reads** the programs in `KSPEC_KUBE_BIN`, or builds them once by `tools/kubernetes/build`.
///
/// **Writes** one private directory per cluster below `${KSPEC_CACHE:-~/.cache/kspec}/local`, and removes it
/// again: at close, at the end of the JVM, or, when the JVM was killed, at the next start by anyone
/// ([Leftovers]).
@NullMarked
package io.kspec.local;

import org.jspecify.annotations.NullMarked;
