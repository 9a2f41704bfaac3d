/// Keeps the statuses of DevOpsPolicies current and, where they enforce, mends the workloads of their namespaces.
/// Reads policies, pods and workloads; writes statuses, events and templates. Start at
/// [io.kspec.operator.devops.DevOpsReconciler].
@NullMarked
package io.kspec.operator.devops;

import org.jspecify.annotations.NullMarked;
