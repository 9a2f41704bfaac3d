package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What happens to an object that breaks a rule: recorded, admitted with a warning, or refused. Mildest first.
public enum Mode {
    @JsonProperty("monitor")
    MONITOR,
    @JsonProperty("audit")
    AUDIT,
    @JsonProperty("enforce")
    ENFORCE
}
