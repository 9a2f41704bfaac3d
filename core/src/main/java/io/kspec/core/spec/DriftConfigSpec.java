package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How drift is looked for and what is done about it: the `spec` of a DriftConfig. It narrows what the mode of a
/// specification allows and never widens it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "!(has(self.interval) && has(self.schedule))", message = "interval or schedule, not both")
public record DriftConfigSpec(
        @JsonPropertyDescription(
                "Specification that this speaks of. Unset means every one that no other DriftConfig " + "names.")
        @Nullable
        SpecificationRef clusterSpecRef,

        @JsonPropertyDescription("What is looked at.") @Nullable
        DriftDetection detection,

        @JsonPropertyDescription("Time between two full comparisons, 30s at least; watches work besides. Unset means "
                + "that of the operator.")
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        @Nullable
        String interval,

        @JsonPropertyDescription("Cron expression of five fields at which everything is compared, instead of interval.")
        @Size(max = 128)
        @Pattern("^[ ]*[^ ]+([ ]+[^ ]+){4}[ ]*$")
        @Nullable
        String schedule,

        @JsonPropertyDescription("IANA time zone of schedule, for example Europe/Berlin. Unset means UTC.")
        @Size(max = 64)
        @Nullable
        String timezone,

        @JsonPropertyDescription("What is done about drift.") @Nullable
        DriftRemediation remediation,

        @JsonPropertyDescription("Differences that are no drift.") @Size(max = 100)
        List<IgnoredDifference> ignore) {
    /// Nothing is set.
    public static final DriftConfigSpec UNSET = new DriftConfigSpec(null, null, null, null, null, null, List.of());

    public DriftConfigSpec {
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
    }
}
