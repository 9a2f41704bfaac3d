package io.kspec.operator.trace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of traces.
public final class TraceFlags {
    @Option(
            names = "--otlp-endpoint",
            defaultValue = "${env:OTEL_EXPORTER_OTLP_ENDPOINT}",
            paramLabel = "URL",
            description = "Send traces there by OTLP over HTTP, for example http://collector:4318. Default:"
                    + " OTEL_EXPORTER_OTLP_ENDPOINT; without either no trace is made.")
    private @Nullable String endpoint;

    public TraceSettings settings() {
        return new TraceSettings(Optional.ofNullable(endpoint).filter(url -> !url.isBlank()));
    }
}
