package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the text given for a parameter is read as.
public enum ParameterType {
    @JsonProperty("string")
    STRING,
    @JsonProperty("int")
    INT,
    @JsonProperty("bool")
    BOOL,
    @JsonProperty("array")
    ARRAY
}
