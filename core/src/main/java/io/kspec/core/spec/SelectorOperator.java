package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The words of `operator` in a label selector.
enum SelectorOperator {
    @JsonProperty("In")
    IN,
    @JsonProperty("NotIn")
    NOT_IN,
    @JsonProperty("Exists")
    EXISTS,
    @JsonProperty("DoesNotExist")
    DOES_NOT_EXIST
}
