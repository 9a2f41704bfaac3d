package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a specification is active.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = "has(self.schedule) == has(self.duration)", message = "schedule and duration go together")
public record TimeBasedActivation(
        @JsonPropertyDescription("Limit the specification to the times below. Unset means false: it is always active.")
        @Nullable
        Boolean enabled,

        @JsonPropertyDescription(
                "Cron expression of five fields at which the specification becomes active; needs " + "duration.")
        @Size(max = 128)
        @Pattern("^[ ]*[^ ]+([ ]+[^ ]+){4}[ ]*$")
        @Nullable
        String schedule,

        @JsonPropertyDescription("How long it stays active after schedule, for example 8h or 1h30m.")
        @Size(max = 32)
        @Pattern(GoDuration.PATTERN)
        @Nullable
        String duration,

        @JsonPropertyDescription("IANA time zone in which all times are meant, for example Europe/Berlin.")
        @Default("UTC")
        @Size(max = 64)
        @Nullable
        String timezone,

        @JsonPropertyDescription("Daily windows in which the specification is active.") @Size(max = 50)
        List<ActivePeriod> activePeriods) {
    public TimeBasedActivation {
        activePeriods = activePeriods == null ? List.of() : List.copyOf(activePeriods);
    }
}
