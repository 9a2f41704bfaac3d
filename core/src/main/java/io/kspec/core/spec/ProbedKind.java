package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A kind of workload whose containers run for long enough to be probed. A Job is none.
public enum ProbedKind {
    @JsonProperty("Pod")
    POD,
    @JsonProperty("Deployment")
    DEPLOYMENT,
    @JsonProperty("StatefulSet")
    STATEFUL_SET,
    @JsonProperty("DaemonSet")
    DAEMON_SET,
    @JsonProperty("ReplicaSet")
    REPLICA_SET
}
