/// Workloads of an operator by their names, and their pods. Start at [io.kspec.kube.workload.WorkloadRef].
@NullMarked
package io.kspec.kube.workload;

import org.jspecify.annotations.NullMarked;
