package io.kspec.cli.server.answer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values of the wire as cells of a table. What is absent is a dash, so that columns can be counted.
public final class Cells {
    public static final String NOTHING = "-";

    private static final int MINUTES_IN_SECONDS = 5;
    private static final int TWO_DAYS = 48;

    private Cells() {}

    public static String text(@Nullable Object value) {
        return value == null || value.toString().isBlank() ? NOTHING : value.toString();
    }

    public static String yes(@Nullable Boolean value) {
        return value == null ? NOTHING : value ? "yes" : "no";
    }

    public static String list(List<String> values) {
        return values.isEmpty() ? NOTHING : String.join(",", values);
    }

    /// `criticality=critical,team=db`, in the order of their keys.
    public static String labels(Map<String, String> labels) {
        return list(new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .toList());
    }

    /// How long ago, as kubectl says it: `45s`, `12m`, `5h`, `3d`.
    public static String age(@Nullable Instant then, Instant now) {
        return then == null ? NOTHING : span(Duration.between(then, now));
    }

    /// A span in the largest unit that is still exact enough. A negative one is none.
    public static String span(Duration span) {
        if (span.isNegative()) {
            return "0s";
        }
        if (span.toMinutes() < MINUTES_IN_SECONDS && span.toSeconds() != span.toMinutes() * 60) {
            return span.toMinutes() == 0
                    ? "%ds".formatted(span.toSeconds())
                    : "%dm%ds".formatted(span.toMinutes(), span.toSecondsPart());
        }
        if (span.toHours() < 2) {
            return "%dm".formatted(span.toMinutes());
        }
        return span.toHours() < TWO_DAYS ? "%dh".formatted(span.toHours()) : "%dd".formatted(span.toDays());
    }

    /// A moment, to the second and in UTC.
    public static String moment(@Nullable Instant then) {
        return then == null ? NOTHING : then.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
