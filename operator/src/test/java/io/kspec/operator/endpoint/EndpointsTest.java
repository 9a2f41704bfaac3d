package io.kspec.operator.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class EndpointsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final ListenAddress FREE = new ListenAddress("127.0.0.1", 0);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void metricsComeAsTextUnlessTheCallerAsksForOpenMetrics() throws Exception {
        try (var server = new MetricsServer(VERTX, FREE, registry(), MetricsServer.Rate.USUAL)) {
            HttpResponse<String> text = get(server.port(), "/metrics", "Accept", "*/*");
            assertThat(text.body()).contains("apples_total 2.0");
            assertThat(text.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            HttpResponse<String> open =
                    get(server.port(), "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
            assertThat(open.body()).contains("apples_total 2.0").endsWith("# EOF\n");
        }
    }

    @Test
    void aCallerWhoAsksTooOftenIsToldToWait() throws Exception {
        try (var server = new MetricsServer(VERTX, FREE, registry(), new MetricsServer.Rate(2, 1))) {
            assertThat(get(server.port(), "/metrics").statusCode()).isEqualTo(200);
            assertThat(get(server.port(), "/metrics").statusCode()).isEqualTo(200);
            HttpResponse<String> third = get(server.port(), "/metrics");
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void onlyReadingIsUnderstoodAndOnlyKnownPathsAreServed() throws Exception {
        try (var server = new MetricsServer(VERTX, FREE, registry(), MetricsServer.Rate.USUAL)) {
            assertThat(get(server.port(), "/debug").statusCode()).isEqualTo(404);
            HttpRequest post = HttpRequest.newBuilder(uri(server.port(), "/metrics"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void aHangingLoopEndsTheLife() throws Exception {
        Promise<Void> never = Promise.promise();
        try (var server = health(never::future, Optional.empty())) {
            HttpResponse<String> life = get(server.port(), "/healthz");
            assertThat(life.statusCode()).isEqualTo(500);
            assertThat(life.body()).contains("[-]admission-loops failed: an event loop");
        }
    }

    @Test
    void lifeGoesOnWhileAReplicaIsNotReady() throws Exception {
        try (var server = health(Future::succeededFuture, Optional.of("the certificate has ended"))) {
            assertThat(get(server.port(), "/healthz").body()).isEqualTo("ok\n");
            HttpResponse<String> readiness = get(server.port(), "/readyz");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("[-]certificate failed: the certificate has ended");
        }
    }

    @Test
    void verboseReadinessListsEveryCheckAndWhoLeads() throws Exception {
        try (var server = health(Future::succeededFuture, Optional.empty())) {
            assertThat(get(server.port(), "/readyz").body()).isEqualTo("ok\n");
            assertThat(get(server.port(), "/readyz?verbose").body())
                    .isEqualTo("[+]certificate ok\n[i]leader: this replica leads\nreadyz check passed\n");
        }
    }

    @Test
    void addressesAreReadAsOthersWriteThem() {
        assertThat(ListenAddress.parse("0")).isEmpty();
        assertThat(ListenAddress.parse(":8080")).contains(new ListenAddress("0.0.0.0", 8080));
        assertThat(ListenAddress.parse("127.0.0.1:0")).contains(new ListenAddress("127.0.0.1", 0));
        assertThat(ListenAddress.parse("[::1]:81")).contains(new ListenAddress("::1", 81));
    }

    @Test
    void flagsSayWhereToListenAndZeroIsNowhere() {
        var flags = new EndpointFlags();
        new CommandLine(flags).parseArgs("--metrics-bind-address=0", "--health-probe-bind-address=127.0.0.1:81");
        assertThat(flags.settings())
                .isEqualTo(new EndpointSettings(
                        Optional.of(new ListenAddress("127.0.0.1", 81)), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8080", "localhost", ":port", ":70000", "127.0.0.1:-1"})
    void whatIsNoAddressIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).hasMessageContaining("for example :8080");
    }

    private static HealthServer health(Supplier<Future<Void>> alive, Optional<String> trouble) {
        return new HealthServer(
                VERTX,
                FREE,
                new HealthServer.Signs(
                        alive,
                        Duration.ofMillis(50),
                        List.of(new Check("certificate", () -> trouble)),
                        () -> "this replica leads"));
    }

    private static Meters registry() {
        var registry = new PrometheusRegistry();
        Counter.builder()
                .name("apples_total")
                .help("Apples.")
                .register(registry)
                .inc(2);
        return new Meters(registry, new Meters.ClusterLabels("local", ""));
    }

    private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri(port, path));
        return http.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
