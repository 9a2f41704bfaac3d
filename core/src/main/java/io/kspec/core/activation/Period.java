package io.kspec.core.activation;

import io.kspec.core.spec.ActivePeriod;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A daily window on a wall clock: from its start, up to and without its end. An end before the start runs over
/// midnight, and the window belongs to the day it opens on.
///
/// @param days the days on which it opens; never empty
/// @param first the first day it opens on; empty for any
/// @param last the last day it opens on, that day included; empty for any
/// @param notBefore a point in time instead of a first day
/// @param notAfter a point in time instead of a last day; holds until then
public record Period(
        LocalTime start,
        LocalTime end,
        Set<DayOfWeek> days,
        Optional<LocalDate> first,
        Optional<LocalDate> last,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter) {
    public Period {
        days = Set.copyOf(days);
    }

    /// Of a section that was validated. `24:00` is written as no end time.
    static Period of(ActivePeriod period) {
        return new Period(
                time(period.startTime()),
                time(period.endTime()),
                days(period.daysOfWeek()),
                date(period.startDate()),
                date(period.endDate()),
                instant(period.startDate()),
                instant(period.endDate()));
    }

    /// The day of the week that a word names: `Monday` or `Mon`, in any case.
    public static Optional<DayOfWeek> day(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> Stream.of(TextStyle.FULL, TextStyle.SHORT)
                        .anyMatch(
                                style -> day.getDisplayName(style, Locale.ROOT).equalsIgnoreCase(word)
                                        || day.name().equalsIgnoreCase(word)))
                .findFirst();
    }

    boolean holds(LocalDateTime clock, Instant now) {
        boolean inTime = notBefore.map(from -> !now.isBefore(from)).orElse(true)
                && notAfter.map(now::isBefore).orElse(true);
        return inTime
                && (opensOn(clock.toLocalDate(), clock)
                        || opensOn(clock.toLocalDate().minusDays(1), clock));
    }

    private boolean opensOn(LocalDate day, LocalDateTime clock) {
        boolean opens = days.contains(day.getDayOfWeek())
                && first.map(from -> !day.isBefore(from)).orElse(true)
                && last.map(until -> !day.isAfter(until)).orElse(true);
        LocalDate endsOn = end.isAfter(start) ? day : day.plusDays(1);
        return opens && !clock.isBefore(day.atTime(start)) && clock.isBefore(endsOn.atTime(end));
    }

    private static LocalTime time(@Nullable String text) {
        return text == null || text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static Set<DayOfWeek> days(List<String> words) {
        Set<DayOfWeek> named = EnumSet.noneOf(DayOfWeek.class);
        words.forEach(word -> day(word).ifPresent(named::add));
        return words.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : named;
    }

    private static Optional<LocalDate> date(@Nullable String text) {
        return text == null || text.contains("T") ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }

    private static Optional<Instant> instant(@Nullable String text) {
        return text == null || !text.contains("T")
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text).toInstant());
    }
}
