package io.kspec.core.migration;

import io.kspec.core.document.Document;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two CronJobs of the older kspec. The operator takes their place: what they said is offered, not written.
final class CronJobs {
    private static final FieldPath SCHEDULE = FieldPath.of("spec.schedule");
    private static final Pattern MINUTES = Pattern.compile("[*]/([1-9]|[1-5][0-9]) [*] [*] [*] [*]");
    private static final Pattern HOURS = Pattern.compile("[0-9]{1,2} [*]/([1-9]|1[0-9]|2[0-3]) [*] [*] [*]");
    private static final Pattern HOURLY = Pattern.compile("[0-9]{1,2} [*] [*] [*] [*]");

    private CronJobs() {}

    static Migrated of(Document document) {
        return switch (document.json().path("metadata").path("name").asText("")) {
            case "kspec-drift-monitor" -> monitor(document);
            case "kspec-drift-remediate" ->
                new Migrated.LeftOut(
                        document,
                        "the operator repairs, and only in mode enforce",
                        new Lines(document).lost(FieldPath.of("spec"), "migration never turns repair on"));
            default -> new Migrated.LeftOut(document, "it is nothing that kspec keeps", List.of());
        };
    }

    private static Migrated monitor(Document document) {
        String schedule = document.json().path("spec").path("schedule").asText("");
        String offer = interval(schedule).map("interval: %s"::formatted).orElse("schedule: \"%s\"".formatted(schedule));
        var lines = new Lines(document);
        lines.lost(SCHEDULE, "offered, not written: a DriftConfig says it as %s".formatted(offer));
        return new Migrated.LeftOut(
                document,
                "the operator looks for drift by itself, all the time",
                lines.lost(FieldPath.of("spec.jobTemplate"), "the options of the job have no counterpart"));
    }

    /// `*/5 * * * *` is every `5m`. Empty for what is no plain interval.
    static Optional<String> interval(String schedule) {
        String plain = schedule.strip().replaceAll("\\s+", " ");
        Matcher minutes = MINUTES.matcher(plain);
        if (minutes.matches() && 60 % Integer.parseInt(minutes.group(1)) == 0) {
            return Optional.of(minutes.group(1) + "m");
        }
        Matcher hours = HOURS.matcher(plain);
        if (hours.matches() && 24 % Integer.parseInt(hours.group(1)) == 0) {
            return Optional.of(hours.group(1) + "h");
        }
        if (plain.equals("* * * * *")) {
            return Optional.of("1m");
        }
        return HOURLY.matcher(plain).matches() ? Optional.of("1h") : Optional.empty();
    }

    private record Lines(Document document, List<Entry> entries) {
        Lines(Document document) {
            this(document, new ArrayList<>());
        }

        List<Entry> lost(FieldPath at, String reason) {
            entries.add(new Entry(
                    Fate.LOST, document.source(), document.positions().nearest(at), at, Optional.empty(), reason));
            return entries;
        }
    }
}
