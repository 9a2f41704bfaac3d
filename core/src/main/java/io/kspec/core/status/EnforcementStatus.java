package io.kspec.core.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in force.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EnforcementStatus(
        @JsonPropertyDescription("Whether enforcement is switched on.") @Required
        boolean active,

        @JsonPropertyDescription("The mode in effect: monitor, audit or enforce.") @Size(max = 16) @Nullable
        String mode,

        @JsonPropertyDescription(
                "Where mode enforce refuses while it is staged: nowhere yet, in canary namespaces, or " + "everywhere.")
        @Size(max = 16)
        @Nullable
        String stage,

        @JsonPropertyDescription("Number of generated policies that stand in the cluster as intended, and are ready "
                + "where readiness is told.")
        @Min(0)
        @Nullable
        Integer policiesGenerated,

        @JsonPropertyDescription("Requests that mode enforce would have refused and that were admitted, by rule; those "
                + "of the leading replica, since countedSince.")
        @Size(max = 50)
        List<WouldRefuse> wouldRefuse,

        @JsonPropertyDescription("Since when requests are counted.") @Size(max = 64) @Nullable
        String countedSince,

        @JsonPropertyDescription("When policies were last written.") @Size(max = 64) @Nullable
        String lastEnforcementTime) {
    public EnforcementStatus {
        wouldRefuse = wouldRefuse == null ? List.of() : List.copyOf(wouldRefuse);
    }
}
