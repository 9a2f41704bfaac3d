package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import io.kspec.core.activation.CronWindow;
import io.kspec.core.activation.Period;
import io.kspec.core.spec.ActivePeriod;
import io.kspec.core.spec.TimeBasedActivation;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.verdict.FieldPath;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Schedules, zones, clock times and days that can be read.
final class ActivationSection {
    private static final FieldPath HERE = FieldPath.of("spec.timeBasedActivation");
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private ActivationSection() {}

    static void check(TimeBasedActivation section, Notes notes) {
        if ((section.schedule() == null) != (section.duration() == null)) {
            notes.problem(
                    HERE.field(section.schedule() == null ? "schedule" : "duration"),
                    "is missing: schedule and duration go together",
                    "Write both, or neither.");
        }
        if (Boolean.TRUE.equals(section.enabled())
                && section.schedule() == null
                && section.activePeriods().isEmpty()) {
            notes.problem(
                    HERE.field("enabled"),
                    "is true and no time is given, so the specification would never be active",
                    "Add activePeriods, or schedule and duration.");
        }
        if (section.schedule() != null
                && CronWindow.of(section.schedule(), Optional.of(Duration.ofHours(1)))
                        .isEmpty()) {
            notes.problem(
                    HERE.field("schedule"),
                    quoted(section.schedule()) + " is no cron expression",
                    "Write five fields: minute, hour, day of month, month, day of week, for example \"0 8 * * 1-5\".");
        }
        if (section.duration() != null) {
            Times.checkDuration(section.duration(), HERE.field("duration"), notes);
        }
        if (section.timezone() != null && !Times.isZone(section.timezone())) {
            notes.problem(
                    HERE.field("timezone"),
                    quoted(section.timezone()) + " is no IANA time zone",
                    Nearest.to(section.timezone(), ZoneId.getAvailableZoneIds())
                            .map(near -> "Did you mean %s?".formatted(quoted(near)))
                            .orElse("Write a name such as UTC or Europe/Berlin."));
        }
        for (int position = 0; position < section.activePeriods().size(); position++) {
            check(
                    section.activePeriods().get(position),
                    HERE.field("activePeriods").index(position),
                    notes);
        }
    }

    private static void check(ActivePeriod period, FieldPath at, Notes notes) {
        clock(period.startTime(), at.field("startTime"), notes);
        clock(period.endTime(), at.field("endTime"), notes);
        if (period.startTime() != null && period.startTime().equals(period.endTime())) {
            notes.problem(
                    at.field("endTime"),
                    quoted(period.startTime()) + " is the start as well",
                    "Write another time; for whole days write two windows, 00:00 to 12:00 and 12:00 to 00:00.");
        }
        date(period.startDate(), at.field("startDate"), notes);
        date(period.endDate(), at.field("endDate"), notes);
        for (int position = 0; position < period.daysOfWeek().size(); position++) {
            String day = period.daysOfWeek().get(position);
            if (Period.day(day).isEmpty()) {
                notes.problem(
                        at.field("daysOfWeek").index(position),
                        quoted(day) + " is no day of the week",
                        "Write Monday to Sunday, or Mon to Sun.");
            }
        }
    }

    private static void clock(@Nullable String text, FieldPath at, Notes notes) {
        if (text != null && !CLOCK.matcher(text).matches()) {
            notes.problem(at, quoted(text) + " is no time of day", "Write HH:MM from 00:00 to 23:59.");
        }
    }

    private static void date(@Nullable String text, FieldPath at, Notes notes) {
        if (text != null && !Times.isDate(text) && !Times.isInstant(text)) {
            notes.problem(at, quoted(text) + " is no date", "Write a date such as 2026-01-31.");
        }
    }
}
