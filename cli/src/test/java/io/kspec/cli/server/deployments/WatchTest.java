package io.kspec.cli.server.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.server.RecordedServer;
import io.kspec.cli.server.client.ServerAccess;
import io.kspec.cli.server.client.ServerClient;
import io.kspec.cli.server.client.Token;
import io.kspec.cli.terminal.Step;
import io.kspec.cli.terminal.Terminal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What watching does when the server is not what it should be.
final class WatchTest {
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Rhythm QUICK = new Rhythm(Duration.ZERO, Duration.ofSeconds(5), RETRY, PATIENCE);
    private static final String RUNNING = "{\"deploymentId\": \"5f0c\", \"status\": \"Deploying\"}";
    private static final RecordedServer.Answer STREAM =
            new RecordedServer.Answer(200, "id: 1\ndata: x\n\n", Map.of("Content-Type", "text/event-stream"));

    private final RecordedServer server = new RecordedServer();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aServerThatFailsIsGivenUpWithoutBeingPressed() {
        server.answers("GET /deployments/5f0c/events", STREAM).refuses("GET /deployments/5f0c", 503, "X", "away");
        assertThat(watch("Completed")).isEqualTo(3);
        assertThat(err.toString()).contains("error: away");
        assertThat(out.toString().lines()).hasSize(1);
        long mostTries = PATIENCE.dividedBy(RETRY) + 2;
        assertThat(server.requests()).hasSizeLessThanOrEqualTo((int) (2 * mostTries));
    }

    @Test
    void aServerThatComesBackIsWatchedOn() {
        server.answers("GET /deployments/5f0c/events", STREAM)
                .answers("GET /deployments/5f0c", 200, RUNNING)
                .answers("GET /deployments/5f0c", 503, "{}")
                .answers("GET /deployments/5f0c", 429, "{}")
                .answers("GET /deployments/5f0c", 200, "{\"status\": \"Completed\"}");
        assertThat(watch("Completed")).isZero();
    }

    @Test
    void withoutAStreamItIsLookedAtAgainAndAgain() {
        server.answers("GET /deployments/5f0c", 200, RUNNING)
                .answers("GET /deployments/5f0c", 200, RUNNING)
                .answers("GET /deployments/5f0c", 200, "{\"status\": \"Cancelled\"}");
        assertThat(watch("Completed")).isEqualTo(1);
    }

    @Test
    void whoTakesADeploymentBackWaitsForThatEnd() {
        server.answers("GET /deployments/5f0c/events", STREAM)
                .answers("GET /deployments/5f0c", 200, "{\"status\": \"RollingBack\"}")
                .answers("GET /deployments/5f0c", 200, "{\"status\": \"RolledBack\"}");
        assertThat(watch("RolledBack")).isZero();
    }

    private int watch(String wanted) {
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                false,
                Map.of(),
                Path.of("."),
                Clock.systemUTC());
        var access = new ServerAccess(
                URI.create(server.url()), Optional.of(new Token("t0ken")), Optional.empty(), Duration.ofSeconds(10));
        return switch (ServerClient.of(access)) {
            case Step.Stop<ServerClient> stop -> stop.end(terminal);
            case Step.Next<ServerClient>(ServerClient client) -> {
                try (client) {
                    yield new Watch(client, "5f0c", wanted, QUICK, terminal).untilTheEnd();
                }
            }
        };
    }
}
