package io.kspec.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.access.Role;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServerTest
final class BodiesTest {
    private static final String TOKENS = "/api/v1/authentication/tokens";

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void aBodyThatIsNotThereIsReadAsOneWithoutFields(String body) {
        Answer answer = new Http(server).with(callers.token(Role.Admin)).post(TOKENS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("name", "is required", "must name a role");
    }

    @Test
    void aNullWithinAListIsRefusedWhereItStands() {
        Answer answer =
                new Http(server).with(callers.token(Role.Admin)).post(TOKENS, "{\"name\": \"n\", \"roles\": [null]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("roles");
    }

    @Test
    void aTextThatCannotBeStoredIsRefusedWhereverItStands() {
        Http admin = new Http(server).with(callers.token(Role.Admin));

        for (Answer answer : List.of(
                admin.get("/api/v1/deployments?operatorName=a%00b"),
                admin.get("/api/v1/operators/a%00b"),
                admin.post(TOKENS, "{\"name\": \"a\\u0000b\", \"roles\": [\"Viewer\"]}"),
                admin.post(
                        "/api/v1/operators",
                        "{\"name\": \"whole\", \"description\": \"a\\u0000b\", \"owner\": \"us\"}"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        }
    }
}
