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
}
