package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// Which drift is looked for.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftDetection(
        @JsonPropertyDescription("Policies that kspec holds. Unset means true.") @Nullable
        Boolean policies,

        @JsonPropertyDescription("Objects that come to break a rule. Unset means true.") @Nullable
        Boolean compliance,

        @JsonPropertyDescription("Other objects of kspec, such as its webhook configuration. Unset means true.")
        @Nullable
        Boolean configuration) {}
