package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// What is in force.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnforcementStatus(
        @JsonPropertyDescription("Whether enforcement is switched on.") @Required
        boolean active,

        @JsonPropertyDescription("The mode in effect: monitor, audit or enforce.") @Size(max = 16) @Nullable
        String mode,

        @JsonPropertyDescription("Number of policies that were generated.") @Min(0) @Nullable
        Integer policiesGenerated,

        @JsonPropertyDescription("When policies were last written.") @Size(max = 64) @Nullable
        String lastEnforcementTime) {}
