package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether workloads are only judged, or also mended.
public enum DevOpsMode {
    @JsonProperty("audit")
    AUDIT,
    @JsonProperty("enforce")
    ENFORCE
}
