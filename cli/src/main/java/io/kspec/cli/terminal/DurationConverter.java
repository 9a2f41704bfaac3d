package io.kspec.cli.terminal;

import io.kspec.core.spec.GoDuration;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads spans as Kubernetes writes them (`500ms`, `30s`, `1h30m`), and two forms more: a bare number counts
/// seconds, as with kubectl, and `7d` counts days.
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,6}d");

    @Override
    public Duration convert(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        if (DAYS.matcher(text).matches()) {
            return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
        }
        return GoDuration.of(text)
                .orElseThrow(() -> new TypeConversionException(
                        "\"%s\" is no duration: write 500ms, 30s, 5m, 2h or 7d".formatted(text)));
    }
}
