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
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ServerTest
final class RepeatingTest {
    private static final String MADE = "/api/v1/samples/made";
    private static final String BODY = "{\"name\":\"a\",\"number\":0}";

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    private Http http;
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void oneCaller() {
        http = new Http(server).with(callers.token(Role.Operator));
    }

    @Test
    void aRepeatedRequestGetsTheFirstAnswerAndDoesNothing() {
        Answer first = http.post(MADE, BODY, "Idempotency-Key", key);
        Answer again = http.post(MADE, BODY, "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
        assertThat(again.header("Content-Type")).startsWith("application/json");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        http.post(MADE, BODY, "Idempotency-Key", key);

        Answer other = http.post(MADE, "{\"name\":\"b\",\"number\":0}", "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void theSameKeyOfAnotherUserIsAnotherKey() {
        Answer first = http.post(MADE, BODY, "Idempotency-Key", key);
        Answer others = new Http(server).with(callers.token(Role.Operator)).post(MADE, BODY, "Idempotency-Key", key);

        assertThat(others.status()).isEqualTo(201);
        assertThat(others.body()).isNotEqualTo(first.body());
    }

    @Test
    void aRefusedRequestGivesItsKeyBack() {
        String refused = "{\"name\":\"refused\",\"number\":0}";
        assertThat(http.post(MADE, refused, "Idempotency-Key", key).status()).isEqualTo(400);
        assertThat(http.post(MADE, BODY, "Idempotency-Key", key).status()).isEqualTo(201);
    }

    @Test
    void ofManyAtOnceOneIsDone() {
        List<Answer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> http.post(MADE, BODY, "Idempotency-Key", key))
                .toList();

        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(Answer::body)
                        .distinct())
                .hasSize(1);
        assertThat(answers)
                .allMatch(answer -> answer.status() == 201 || answer.code().equals("IDEMPOTENCY_KEY_IN_PROGRESS"));
    }

    @Test
    void anAnswerWithASecretIsNotKept() {
        assertThat(http.post("/api/v1/samples/secrets", "", "Idempotency-Key", key)
                        .status())
                .isEqualTo(200);

        Answer again = http.post("/api/v1/samples/secrets", "", "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().at("/error/message").asText()).contains("held a secret");
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        assertThat(http.post(MADE, BODY, "Idempotency-Key", "k".repeat(129)).code())
                .isEqualTo("VALIDATION_ERROR");
    }
}
