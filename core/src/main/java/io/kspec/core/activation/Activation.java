package io.kspec.core.activation;

import io.kspec.core.spec.GoDuration;
import io.kspec.core.spec.TimeBasedActivation;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// When a specification is active. Times of day are those of a wall clock in one zone, so they hold through the
/// changes to and from daylight saving: a window from 08:00 opens when the clock says 08:00, and an hour that the
/// clock skips is not part of any window.
///
/// @param always active whatever the rest says
/// @param schedule empty for none
/// @param periods any of them will do
public record Activation(boolean always, ZoneId zone, Optional<CronWindow> schedule, List<Period> periods) {
    /// Active at any time.
    public static final Activation ALWAYS = new Activation(true, ZoneId.of("UTC"), Optional.empty(), List.of());

    public Activation {
        periods = List.copyOf(periods);
    }

    /// Of a section that was validated; a part of it that cannot be read never makes it active.
    public static Activation of(TimeBasedActivation section) {
        if (!Boolean.TRUE.equals(section.enabled())) {
            return ALWAYS;
        }
        ZoneId zone = ZoneId.of(Objects.requireNonNullElse(section.timezone(), "UTC"));
        Optional<CronWindow> schedule = section.schedule() == null || section.duration() == null
                ? Optional.empty()
                : CronWindow.of(section.schedule(), GoDuration.of(section.duration()));
        return new Activation(
                false,
                zone,
                schedule,
                section.activePeriods().stream().map(Period::of).toList());
    }

    public boolean active(Instant now) {
        if (always) {
            return true;
        }
        LocalDateTime clock = LocalDateTime.ofInstant(now, zone);
        return periods.stream().anyMatch(period -> period.holds(clock, now))
                || schedule.map(window -> window.holds(now.atZone(zone))).orElse(false);
    }
}
