/// A small kubelet: runs the pods of nodes of its own as processes of this machine, on a
/// [io.kspec.local.LocalKubernetes].
///
/// **Start at** [SmallKubelet]; [KubeletSettings] says which program stands for which image, and [LoopbackProxy]
/// stands in for a Service. What this proves and what not: `docs/decisions/0021-a-small-kubelet.md`.
///
/// **Reads** pods, and the config maps, secrets and tokens they ask for.
///
/// **Writes** nodes, their leases, the status of pods; below the cluster's directory one folder per pod, and among
/// the cluster's logs one per container.
@NullMarked
package io.kspec.local.kubelet;

import org.jspecify.annotations.NullMarked;
