package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A daily window, half open; an end before the start runs over midnight.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ActivePeriod(
        @Nullable String startTime,
        @Nullable String endTime,
        List<String> daysOfWeek,
        @Nullable String startDate,
        @Nullable String endDate) {
    public ActivePeriod {
        daysOfWeek = daysOfWeek == null ? List.of() : List.copyOf(daysOfWeek);
    }
}
