package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is done about drift.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftRemediation(
        @JsonPropertyDescription("False means that nothing is put back without being asked. Unset means as the "
                + "specification's enforcement.autoRemediate.")
        @Nullable
        Boolean auto,

        @JsonPropertyDescription("Only say what would be put back. Unset means false.") @Nullable
        Boolean dryRun,

        @JsonPropertyDescription("Kinds of drift that are put back. Unset means policies and configuration.")
        @Size(max = 3)
        List<DriftKind> types,

        @JsonPropertyDescription(
                "What is done about which drift; the first that matches decides. Without a match it is " + "repaired.")
        @Size(max = 50)
        List<DriftStrategy> strategies,

        @JsonPropertyDescription("How often one object is put back before kspec waits longer each time.") @Nullable
        DriftRateLimit rateLimit) {
    public DriftRemediation {
        types = types == null ? List.of() : List.copyOf(types);
        strategies = strategies == null ? List.of() : List.copyOf(strategies);
    }
}
