package io.kspec.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefusalsTest {
    @TempDir
    private Path home;

    private final RecordedServer server = new RecordedServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, VALIDATION_ERROR, 2, Correct what is named",
        "401, UNAUTHORIZED, 3, kspec login",
        "403, FORBIDDEN, 3, whose role allows it",
        "404, OPERATOR_NOT_FOUND, 2, Check the name",
        "409, IN_USE, 4, Take it out of use first",
        "409, DEPLOYMENT_IN_PROGRESS, 4, Wait for the other deployment",
        "412, PRECONDITION_FAILED, 4, Somebody else changed it",
        "500, INTERNAL_ERROR, 3, under the trace",
        "503, CLUSTER_UNREACHABLE, 3, Try again"
    })
    void aRefusalIsOneSentenceWithCodeTraceAndRemedy(int status, String code, int exit, String remedy) {
        server.refuses("GET /operators/db", status, code, "that cannot be.");
        Kspec.Ended ended = server.run(Kspec.at(home), "operators", "get", "db");
        assertThat(ended.code()).isEqualTo(exit);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines()).hasSize(1);
        assertThat(ended.err())
                .startsWith("error: that cannot be (GET %s/api/v1/operators/db, %d, %s, trace 4bf92f3577b34da6). "
                        .formatted(server.url(), status, code))
                .contains(remedy);
    }

    @Test
    void everyFieldThatIsWrongIsNamedAndNothingOfItCommandsTheTerminal() {
        server.answers("GET /operators/db", 400, """
                {"error": {"code": "VALIDATION_ERROR", "message": "The request is not valid: see the details, one per \
                field.", "details": [{"field": "name", "message": "is too long"}, {"cluster": "dev-1",
                "message": "is dis\\u001b[31mabled."}]}}
                """);
        assertThat(server.run(Kspec.at(home), "operators", "get", "db").err())
                .startsWith("error: The request is not valid: name: is too long; cluster dev-1"
                        .replace("cluster dev-1", "dev-1"))
                .doesNotContain("\u001b");
    }

    @Test
    void tooManyRequestsSayWhenToTryAgain() {
        server.answers("GET /operators/db", new RecordedServer.Answer(429, "{}", Map.of("Retry-After", "17")));
        Kspec.Ended ended = server.run(Kspec.at(home), "operators", "get", "db");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("Try again in 17 seconds");
    }

    @Test
    void whatIsNoKspecServerIsSaid() {
        server.answers("GET /operators/db", 200, "<html>a proxy</html>").answers("GET /operators/x", 200, "[1]");
        Kspec.Ended ended = server.run(Kspec.at(home), "operators", "get", "db");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("something else than a kspec server");
        assertThat(server.run(Kspec.at(home), "operators", "get", "x").err()).contains("Compare their versions");
    }

    @Test
    void aRedirectionIsNotFollowedWithTheToken() {
        try (var elsewhere = new RecordedServer()) {
            server.answers(
                    "GET /operators/db",
                    new RecordedServer.Answer(302, "", Map.of("Location", elsewhere.url() + "/api/v1/operators/db")));
            assertThat(server.run(Kspec.at(home), "operators", "get", "db").code())
                    .isNotZero();
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void silenceNamesTheServer() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Kspec.Ended refused = asked("http://localhost:" + port);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("nothing listens there").contains("localhost:" + port);
        Kspec.Ended unknown = asked("https://kspec.invalid");
        assertThat(unknown.code()).isEqualTo(3);
        assertThat(unknown.err()).contains("no machine is called kspec.invalid");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Kspec.Ended ended = asked("http://localhost:" + silent.getLocalPort(), "--request-timeout", "300ms");
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("--request-timeout");
        }
    }

    @Test
    void aFileOfAuthoritiesThatHoldsNoneIsWrongUsage() {
        String file = new Folder(home).write("ca.pem", "no certificate");
        Kspec.Ended ended = asked("https://localhost:1", "--ca-file", file);
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("holds no certificates").contains("ca.pem");
    }

    @Test
    void namesCannotLeaveTheirPlaceInTheAddress() {
        server.run(Kspec.at(home), "operators", "get", "../clusters?x=1#y z");
        assertThat(server.last().line()).isEqualTo("GET /operators/..%2Fclusters%3Fx%3D1%23y%20z");
    }

    private Kspec.Ended asked(String address, String... more) {
        var line = new ArrayList<>(List.of("operators", "list", "--server", address));
        line.addAll(List.of(more));
        return Kspec.at(home).with(Map.of("KSPEC_TOKEN", "t0ken")).run(line.toArray(String[]::new));
    }
}
