package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.testkit.sample.SampleVersion;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A replica of the server that is told to end, as its callers see it: none of them loses an answer.
@Tag("apiserver")
final class ServerHandoverIT {
    /// Where no pod really runs.
    private static final LocalOptions FAKE = LocalOptions.defaults().withNodes(1);

    private static final String TIMED_OUT = "Timed out waiting for graceful shutdown";

    @TempDir
    private Path scratch;

    @Test
    void aReplicaThatLeavesAnswersOnAndSendsItsCallersToAnother() throws Exception {
        try (Site site = Site.on(LocalKubernetes.start(FAKE, Progress.silent()), "watched", "Development");
                ServerProgram server = ServerProgram.start(scratch, Map.of("KSPEC_HTTP_DRAIN", "PT15S"));
                HttpClient callers = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Desk desk = Desk.at(server);
            HttpRequest look = request(desk, "/deployments/" + deploymentThatWaits(desk, site));
            HttpRequest watch = request(desk, look.uri().getPath().substring("/api/v1".length()) + "/events");
            InputStream watched = callers.send(watch, HttpResponse.BodyHandlers.ofInputStream())
                    .body();
            assertThat(callers.send(look, HttpResponse.BodyHandlers.ofString())).satisfies(before -> {
                assertThat(before.statusCode()).isEqualTo(200);
                assertThat(before.headers().allValues("connection")).isEmpty();
            });

            server.askToEnd();
            server.awaitReadiness(503);
            for (int times = 0; times < 2; times++) {
                assertThat(callers.send(look, HttpResponse.BodyHandlers.ofString()))
                        .satisfies(after -> {
                            assertThat(after.statusCode()).isEqualTo(200);
                            assertThat(after.headers().allValues("connection")).contains("close");
                        });
            }
            assertThat(new String(watched.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("id:1")
                    .doesNotContain("event:end");

            server.awaitEnd();
            assertThat(server.log()).doesNotContain(TIMED_OUT);
            server.startAgain();
            assertThat(callers.send(look, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aRequestThatIsOnItsWayWhenTheServerIsToldToEndIsAnswered() throws Exception {
        try (ServerProgram server = ServerProgram.start(scratch);
                var caller = new Socket(
                        InetAddress.ofLiteral("127.0.0.1"), server.address().getPort())) {
            String body = "{\"username\":\"nobody\",\"password\":\"nothing\"}";
            write(caller, """
                    POST /api/v1/authentication/login HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    Expect: 100-continue\r
                    \r
                    """.formatted(body.length()));
            var lines = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(lines.readLine()).as("it has the request's head").startsWith("HTTP/1.1 100");
            lines.readLine();

            server.askToEnd();
            server.awaitLog("Waiting for HTTP requests to complete");
            write(caller, body);

            assertThat(lines.readLine()).startsWith("HTTP/1.1 401");
            server.awaitEnd();
            assertThat(server.log()).doesNotContain(TIMED_OUT);
        }
    }

    private static void write(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String deploymentThatWaits(Desk desk, Site site) {
        desk.register(site);
        desk.registerOperator(scratch, SampleVersion.FIRST);
        String deployment = desk.deploy(
                SampleVersion.FIRST.text(), List.of(site), Map.of("strategy", "Direct", "requireApproval", true));
        desk.awaitPending(deployment);
        return deployment;
    }

    private static HttpRequest request(Desk desk, String path) {
        return HttpRequest.newBuilder(desk.operator().server().resolve("/api/v1" + path))
                .header("Authorization", "Bearer " + desk.operator().token().orElseThrow())
                .build();
    }
}
