package io.kspec.operator.report;

import io.kspec.core.spec.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The time between two scans, as Kubernetes writes durations; a second at least, so that a slip is no hot loop.
final class IntervalConverter implements ITypeConverter<Duration> {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Override
    public Duration convert(String text) {
        return GoDuration.of(text)
                .filter(interval -> interval.compareTo(SHORTEST) >= 0)
                .orElseThrow(() -> new TypeConversionException(
                        "\"%s\" is no interval; write 5m, 1h30m or 45s, and 1s at least".formatted(text)));
    }
}
