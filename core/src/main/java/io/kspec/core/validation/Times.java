package io.kspec.core.validation;

import io.kspec.core.spec.GoDuration;
import io.kspec.core.verdict.FieldPath;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/// How times, dates, zones and durations are written in a specification.
final class Times {
    static final String INSTANT_REMEDY = "Write a time with its offset, for example 2026-01-31T08:00:00Z.";

    private Times() {}

    static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException noTime) {
            return false;
        }
    }

    static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    /// By name, as in the IANA database; abbreviations and offsets are no names.
    static boolean isZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text);
    }

    static void checkDuration(String text, FieldPath at, Notes notes) {
        if (GoDuration.of(text).isPresent()) {
            return;
        }
        notes.problem(
                at,
                "%s is no duration".formatted(Notes.quoted(text)),
                iso(text)
                        .map("ISO 8601 is not read here: write %s."::formatted)
                        .orElse("Write numbers with units h, m and s, for example 5m or 1h30m."));
    }

    /// What an ISO 8601 duration is in the form of Kubernetes.
    private static Optional<String> iso(String text) {
        try {
            Duration duration = Duration.parse(text);
            String parts = part(duration.toHours(), "h")
                    + part(duration.toMinutesPart(), "m")
                    + part(duration.toSecondsPart(), "s");
            return parts.isEmpty() || duration.isNegative() ? Optional.empty() : Optional.of(parts);
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + unit;
    }
}
