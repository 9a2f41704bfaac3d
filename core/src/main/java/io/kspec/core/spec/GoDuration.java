package io.kspec.core.spec;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of time as Kubernetes writes it: numbers with units, `90s`, `5m`, `1h30m`.
public final class GoDuration {
    /// The form, for schemas.
    public static final String PATTERN = "^([0-9]+([.][0-9]+)?(ns|us|µs|ms|s|m|h))+$";

    private static final Pattern WHOLE = Pattern.compile(PATTERN);
    private static final Pattern PART = Pattern.compile("([0-9]+(?:[.][0-9]+)?)(ns|us|µs|ms|s|m|h)");
    private static final int LONGEST = 32;

    private GoDuration() {}

    /// Empty when the text is no such span, is longer than 32 characters, or is more time than a Duration holds;
    /// fractions of a nanosecond are dropped.
    public static Optional<Duration> of(String text) {
        if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosOf(part.group(2))));
        }
        BigDecimal[] seconds = nanos.divideAndRemainder(nanosOf("s"));
        return seconds[0].precision() - seconds[0].scale() > 18
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue()));
    }

    private static BigDecimal nanosOf(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us", "µs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
    }
}
