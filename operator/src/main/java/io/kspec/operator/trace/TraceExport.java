package io.kspec.operator.trace;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Map;

/// Sends spans by OTLP over HTTP. The only class that loads OpenTelemetry's SDK. What its own variables say holds
/// (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`, …).
final class TraceExport {
    private TraceExport() {}

    static Traces to(String endpoint) {
        OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> Map.of("otel.service.name", "kspec-operator"))
                .addPropertiesCustomizer(_ -> fixed(endpoint))
                .build()
                .getOpenTelemetrySdk();
        return new Traces(sdk, sdk);
    }

    /// The operator has metrics and logs of its own.
    private static Map<String, String> fixed(String endpoint) {
        var properties = new HashMap<String, String>();
        properties.put("otel.exporter.otlp.endpoint", endpoint);
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        return properties;
    }
}
