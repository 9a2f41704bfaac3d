package io.kspec.operator.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void aReviewContinuesTheTraceOfItsCallerAndALaterStepIsWithinIt() {
        var exporter = InMemorySpanExporter.create();
        var sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        try (var traces = new Traces(sdk, sdk)) {
            try (var _ = traces.begin("admission.review", Map.of("operation", "CREATE"), Optional.of(CALLER))) {
                assertThat(MDC.get("traceId")).isEqualTo(TRACE);
                try (var inner = traces.begin("judge", Map.of())) {
                    inner.failed("no answer");
                }
            }
            assertThat(MDC.get("traceId")).isNull();
            List<SpanData> spans = exporter.getFinishedSpanItems();
            assertThat(spans).extracting(SpanData::getName).containsExactly("judge", "admission.review");
            assertThat(spans).extracting(SpanData::getTraceId).containsOnly(TRACE);
            assertThat(spans.getFirst().getParentSpanId())
                    .isEqualTo(spans.getLast().getSpanId());
            assertThat(spans.getLast().getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        }
    }

    @Test
    void switchedOffTheIdsOfACallerStillStandInTheLog() {
        try (var traces = Traces.off();
                var _ = traces.begin("admission.review", Map.of(), Optional.of(CALLER))) {
            assertThat(MDC.get("traceId")).isEqualTo(TRACE);
        }
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void aHeaderThatCannotBeReadIsIgnored() {
        try (var traces = Traces.off();
                var _ = traces.begin("admission.review", Map.of(), Optional.of("00-nonsense"))) {
            assertThat(MDC.get("traceId")).isNull();
        }
    }

    @Test
    void spansReachAReceiverByOtlpOverHttp() throws Exception {
        var bodies = new CopyOnWriteArrayList<String>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/v1/traces", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort();
            try (var traces = Traces.of(new TraceSettings(Optional.of(endpoint)));
                    var _ = traces.begin("reconcile", Map.of("name", "prod"))) {
                assertThat(MDC.get("traceId")).hasSize(32);
            }
            assertThat(bodies).singleElement().satisfies(body -> assertThat(body)
                    .contains("reconcile")
                    .contains("kspec-operator")
                    .contains("prod"));
        } finally {
            receiver.stop(0);
        }
    }
}
