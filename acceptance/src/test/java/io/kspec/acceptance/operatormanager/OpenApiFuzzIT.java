package io.kspec.acceptance.operatormanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.testkit.Program;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// schemathesis asks the server what its OpenAPI document allows, and what it forbids, as somebody who may do
/// everything.
///
/// A finding is printed with the request that repeats it. The seed is always the same, so that what passed once
/// passes again; `KSPEC_FUZZ_SEED` and `KSPEC_FUZZ_SECONDS` look further. Left out are streams of events, because they
/// do not end, and the revoking of tokens, because the token in use is found and revoked within seconds.
///
/// One thread asks. Two would ask in another order each time, and Python before 3.11.8 and 3.12.2 fails now and then
/// when two threads parse source at once, which the generating of cases does (python/cpython#106905).
@Tag("apiserver")
final class OpenApiFuzzIT {
    /// Of each half: chosen cases for every address first, then random ones and ways through several addresses.
    private static final String SECONDS = setting("KSPEC_FUZZ_SECONDS", "40");

    private static final String SEED = setting("KSPEC_FUZZ_SEED", "7");

    private static ServerProgram server;

    @TempDir
    private static Path scratch;

    @BeforeAll
    static void start() {
        server = ServerProgram.start(scratch, Map.of("KSPEC_LIMITS_FACTOR", "100000"));
        Desk desk = Desk.at(server);
        desk.registerOperator(scratch, SampleVersion.FIRST);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples,coverage", "fuzzing,stateful"})
    void nothingThatIsAskedMakesTheServerFailOrAnswerWhatItsDocumentDoesNotSay(String phases) {
        Program.Answer found = Program.schemathesis(scratch)
                .within(Duration.ofMinutes(4))
                .run(
                        "run",
                        server.address().resolve("/openapi.json").toString(),
                        "--header=Authorization: Bearer " + server.firstAdmin("token"),
                        "--exclude-path-regex=/events$",
                        "--exclude-operation-id=revokeToken",
                        "--checks=not_a_server_error,status_code_conformance,content_type_conformance,"
                                + "response_schema_conformance",
                        "--phases=" + phases,
                        "--max-time=" + SECONDS,
                        "--seed=" + SEED,
                        "--max-examples=40",
                        "--workers=1",
                        "--request-timeout=20",
                        "--continue-on-failure",
                        "--no-shrink",
                        "--warnings=off");
        assertThat(found.exitCode())
                .as(found.stdout().substring(Math.max(0, found.stdout().indexOf("= FAILURES"))) + found.stderr())
                .isZero();
        assertThat(server.log().lines().filter(line -> line.contains("\"level\":\"ERROR\"")))
                .isEmpty();
        assertThat(server.api().as(server.firstAdmin("token")).get("/operators").status())
                .isEqualTo(200);
    }

    private static String setting(String variable, String usual) {
        return Optional.ofNullable(System.getenv(variable)).orElse(usual);
    }
}
