package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How a specification and its bases become one.
public enum MergeStrategy {
    @JsonProperty("merge")
    MERGE,
    @JsonProperty("override")
    OVERRIDE,
    @JsonProperty("append")
    APPEND
}
