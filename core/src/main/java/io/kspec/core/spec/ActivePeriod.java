package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A daily window, half open; an end before the start runs over midnight.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ActivePeriod(
        @JsonPropertyDescription("First minute of the window, as HH:MM in the time zone of the activation.")
        @Required
        @Size(max = 5)
        @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")
        @Nullable
        String startTime,

        @JsonPropertyDescription("First minute after the window, as HH:MM; earlier than startTime means over midnight.")
        @Required
        @Size(max = 5)
        @Pattern("^([01][0-9]|2[0-3]):[0-5][0-9]$")
        @Nullable
        String endTime,

        @JsonPropertyDescription("Days on which the window opens, as full English names or their first three letters, "
                + "in any case. Empty means every day.")
        @Size(max = 7)
        List<
                        @Size(max = 9)
                        @Pattern(
                                "^(?i)(mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$")
                        String>
                daysOfWeek,

        @JsonPropertyDescription("First day, as a date (2026-01-31) or an RFC 3339 time. Unset means from now on.")
        @Size(max = 64)
        @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$")
        @Nullable
        String startDate,

        @JsonPropertyDescription("Last day, as a date (2026-01-31) or an RFC 3339 time. Unset means without end.")
        @Size(max = 64)
        @Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+)?$")
        @Nullable
        String endDate) {
    public ActivePeriod {
        daysOfWeek = daysOfWeek == null ? List.of() : List.copyOf(daysOfWeek);
    }
}
