package io.kspec.operator.leadership;

import io.kspec.core.spec.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A span of time, as Kubernetes writes it.
final class SpanConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return GoDuration.of(text)
                .orElseThrow(() -> new TypeConversionException(
                        "\"%s\" is no span of time; write 15s, 1m30s or 500ms".formatted(text)));
    }
}
