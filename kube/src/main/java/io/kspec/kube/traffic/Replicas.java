package io.kspec.kube.traffic;

import io.kspec.kube.workload.WorkloadRef;

/// How many pods a workload was asked to have.
public record Replicas(WorkloadRef workload, int count) {}
