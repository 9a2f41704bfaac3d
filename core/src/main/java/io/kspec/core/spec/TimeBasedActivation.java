package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a specification is active.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TimeBasedActivation(
        @Nullable Boolean enabled,
        @Nullable String schedule,
        @Nullable String duration,
        @Nullable String timezone,
        List<ActivePeriod> activePeriods) {
    public TimeBasedActivation {
        activePeriods = activePeriods == null ? List.of() : List.copyOf(activePeriods);
    }
}
