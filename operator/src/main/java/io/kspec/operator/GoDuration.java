package io.kspec.operator;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as Kubernetes writes them: `5m`, `1h30m`, `45s`.
final class GoDuration implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("(?=.)(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    @Override
    public Duration convert(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("\"%s\" is no duration; write 5m, 1h30m or 45s".formatted(text));
        }
        return Duration.ofHours(part(form, 1)).plusMinutes(part(form, 2)).plusSeconds(part(form, 3));
    }

    private static long part(Matcher form, int group) {
        return form.group(group) == null ? 0 : Long.parseLong(form.group(group));
    }
}
