package io.kspec.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kspec.core.admission.AdmissionRequest;
import io.kspec.local.Trust;
import io.kspec.operator.certificate.ServingCertificate;
import io.kspec.operator.certificate.TestCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A replica that leaves, as an API server sees it: it asks a Service by HTTP/1.1 and keeps its connections, and a
/// question that is on its way when one ends is a pod refused.
final class AdmissionHandoverTest {
    private static final ServingCertificate CERTIFICATE = TestCertificates.fresh();
    private static final String REVIEW = """
            {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"u","operation":"CREATE",\
            "namespace":"shop","object":{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web"}}}}
            """;

    private final Vertx vertx = Vertx.vertx();
    private AdmissionServer server;

    @BeforeEach
    void serve() {
        Function<AdmissionRequest, byte[]> judge = _ -> "judged".getBytes(StandardCharsets.US_ASCII);
        server = new AdmissionServer(
                vertx,
                new AdmissionServer.Address("127.0.0.1", 0, CERTIFICATE),
                new AdmissionLimits(100, 24_000_000, 100, 1000, Duration.ofSeconds(30)),
                Map.of(WorkloadReview.PATH, judge, SpecificationReview.PATH, judge));
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoeverIsAnsweredByAReplicaThatLeavesIsAskedToComeByAnotherConnection() throws Exception {
        try (var kept = new Caller()) {
            assertThat(kept.ask()).first().asString().contains("200");
            assertThat(kept.ask()).noneMatch(line -> line.equalsIgnoreCase("connection: close"));

            server.sendAway();
            assertThat(kept.ask()).anyMatch(line -> line.equalsIgnoreCase("connection: close"));
        }
        try (var late = new Caller()) {
            assertThat(late.ask())
                    .anyMatch(line -> line.equalsIgnoreCase("connection: close"))
                    .first()
                    .asString()
                    .contains("200");
        }
    }

    @Test
    void aConnectionOfManyStreamsIsAnsweredAndGivenUp() throws Exception {
        var options = new HttpClientOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(CERTIFICATE.caBundle())));
        var ended = new CompletableFuture<Void>();
        var client = vertx.httpClientBuilder()
                .with(options)
                .withConnectHandler(connection -> connection.closeHandler(_ -> ended.complete(null)))
                .build();
        server.sendAway();

        var status = client.request(HttpMethod.POST, server.port(), "127.0.0.1", WorkloadReview.PATH)
                .compose(request -> request.send(REVIEW))
                .compose(response -> response.body().map(body -> response.version() + " " + body))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        assertThat(status).isEqualTo("HTTP_2 judged");
        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aReviewThatIsOnItsWayWhenTheServerEndsIsAnswered() throws Exception {
        try (var caller = new Caller()) {
            caller.send(REVIEW.substring(0, 20));
            await().until(() -> server.intake().reviews() == 1);

            Thread closing = Thread.ofVirtual().start(server::close);
            caller.sendRest(REVIEW.substring(20));
            assertThat(caller.answer()).first().asString().contains("200");
            closing.join();
        }
    }

    /// One connection that is kept, by HTTP/1.1.
    private final class Caller implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Caller() throws Exception {
            this.socket = Trust.of(CERTIFICATE.caBundle().getBytes(StandardCharsets.US_ASCII))
                    .getSocketFactory()
                    .createSocket("127.0.0.1", server.port());
            socket.setSoTimeout(20_000);
            this.lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        /// Status line and headers of the answer to a review.
        List<String> ask() throws IOException {
            send(REVIEW);
            return answer();
        }

        void send(String part) throws IOException {
            sendRest("POST %s HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(WorkloadReview.PATH, REVIEW.length(), part));
        }

        void sendRest(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        List<String> answer() throws IOException {
            var head = new ArrayList<String>();
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                head.add(line);
            }
            assertThat(lines.skip("judged".length())).isEqualTo("judged".length());
            return head;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
