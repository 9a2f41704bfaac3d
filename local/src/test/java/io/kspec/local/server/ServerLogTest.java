package io.kspec.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerLogTest {
    private static final String QUIET = "{\"level\":\"INFO\",\"message\":\"Migrating\"}";
    private static final String FAILED = """
            {"level":"ERROR","message":"Failed to start application","exception":{"message":"Failed to start quarkus",\
            "frames":[{"class":"io.quarkus.Application"}],"causedBy":{"exception":{"message":"The server has no keys.",\
            "frames":[{"class":"io.kspec.Keys"}]}}}}""";

    @Test
    void whatWentWrongIsToldWithoutItsStack() {
        assertThat(ServerLog.told(List.of(QUIET, FAILED)))
                .isEqualTo("ERROR Failed to start application: The server has no keys.");
    }

    @Test
    void withoutTroubleTheLastLinesAreTold() {
        assertThat(ServerLog.told(List.of(QUIET, "Exception in thread main", "{\"no\":\"message\"}")))
                .isEqualTo("INFO Migrating\nException in thread main\n{\"no\":\"message\"}");
        assertThat(ServerLog.told(Collections.nCopies(40, QUIET)).lines()).hasSize(15);
        assertThat(ServerLog.told(List.of())).isEmpty();
    }

    @Test
    void aLineIsCutWhereItIsTooLong() {
        assertThat(ServerLog.told(List.of("x".repeat(1000)))).hasSize(601).endsWith("…");
    }
}
