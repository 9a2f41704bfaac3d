package io.kspec.lifecycle.crd.object.schema;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Lengths of time as texts of the format `duration`: as Go writes them (`1h30m`, `1.5s`), or with words (`2 days`).
final class Durations {
    private static final Pattern GO =
            Pattern.compile("^[-+]?(?:0|(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$");
    private static final Pattern GO_PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern PART = Pattern.compile("([0-9]+)\\s*([A-Za-zµ]+)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    /// Their names, the last of which may be the beginning of a longer word.
    private record Unit(List<String> names, Duration length) {
        boolean isMeantBy(String word) {
            return names.stream().anyMatch(word::equalsIgnoreCase) || word.startsWith(names.getLast());
        }
    }

    private static final List<Unit> UNITS = List.of(
            new Unit(List.of("ns", "nano"), Duration.ofNanos(1)),
            new Unit(List.of("us", "µs", "micro"), Duration.ofNanos(1_000)),
            new Unit(List.of("ms", "milli"), Duration.ofMillis(1)),
            new Unit(List.of("s", "sec"), Duration.ofSeconds(1)),
            new Unit(List.of("m", "min"), Duration.ofMinutes(1)),
            new Unit(List.of("h", "hr", "hour"), Duration.ofHours(1)),
            new Unit(List.of("d", "day"), Duration.ofDays(1)),
            new Unit(List.of("w", "wk", "week"), Duration.ofDays(7)));

    private Durations() {}

    /// Empty when the text is none.
    static Optional<Duration> parse(String text) {
        return GO.matcher(text).find() ? Optional.of(go(text)) : words(text);
    }

    private static Duration go(String text) {
        var parts = GO_PART.matcher(text);
        BigDecimal nanoseconds = BigDecimal.ZERO;
        while (parts.find()) {
            nanoseconds = nanoseconds.add(new BigDecimal("0" + parts.group(1))
                    .multiply(BigDecimal.valueOf(NANOSECONDS.getOrDefault(parts.group(2), 0L))));
        }
        Duration length = Duration.ofNanos(nanoseconds.longValue());
        return text.startsWith("-") ? length.negated() : length;
    }

    private static Optional<Duration> words(String text) {
        var parts = PART.matcher(text);
        Duration sum = Duration.ZERO;
        boolean found = false;
        while (parts.find()) {
            if (parts.group(1).length() > 18) {
                return Optional.empty();
            }
            long count = Long.parseLong(parts.group(1));
            String word = parts.group(2).toLowerCase(Locale.ROOT);
            for (Unit unit : UNITS) {
                if (unit.isMeantBy(word)) {
                    found = true;
                    sum = sum.plusNanos(count * unit.length().toNanos());
                }
            }
        }
        return found ? Optional.of(sum) : Optional.empty();
    }
}
