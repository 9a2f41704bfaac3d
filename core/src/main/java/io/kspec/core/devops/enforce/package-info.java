/// What a DevOpsPolicy in mode enforce adds to workloads: probes and resources of templates, and when it keeps its
/// hands off. Workloads in, patches and reasons out; pure. Start at [io.kspec.core.devops.enforce.WorkloadRepair].
@NullMarked
package io.kspec.core.devops.enforce;

import org.jspecify.annotations.NullMarked;
