package io.kspec.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.access.Role;
import io.kspec.server.testing.Callers;
import io.kspec.server.testing.Http;
import io.kspec.server.testing.Http.Answer;
import io.kspec.server.testing.ServerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@ServerTest
final class MannersTest {
    private static final String SAMPLES = "/api/v1/samples";

    @TestHTTPResource("/")
    URI server;

    @Inject
    Callers callers;

    @Test
    void aFieldThatIsUnknownIsRefusedByItsPath() {
        Answer answer =
                http().post(SAMPLES, "{\"sample\":{\"name\":\"a\"},\"more\":[{\"name\":\"b\",\"nmae\":\"c\"}]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("more[0].nmae");
        assertThat(answer.json().at("/error/details/0/message").asText()).contains("known here: name, number");
    }

    @Test
    void aProblemHasTheMembersOfBothShapes() {
        Answer answer =
                http().post(SAMPLES, "{", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").asText()).isEqualTo("https://kspec.io/problems/validation-error");
        assertThat(answer.json().get("status").asInt()).isEqualTo(400);
        assertThat(answer.json().get("instance").asText()).isEqualTo(SAMPLES);
        assertThat(answer.json().get("title").asText()).isNotBlank();
        assertThat(answer.json().get("detail").asText())
                .isEqualTo(answer.json().at("/error/message").asText());
        assertThat(answer.json().at("/error/traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(answer.json().at("/error/timestamp").asText()).endsWith("Z");
    }

    @Test
    void aValueOfTheWrongTypeIsRefusedByItsField() {
        Answer answer = http().post(SAMPLES, "{\"sample\":{\"name\":\"a\",\"number\":\"many\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("sample.number");
    }

    @Test
    void whatTheServerDoesNotKnowIsAProblemToo() {
        assertThat(http().get("/api/v1/nothing").code()).isEqualTo("NOT_FOUND");
        assertThat(http().get("/nothing").code()).isEqualTo("NOT_FOUND");
        assertThat(http().delete(SAMPLES).code()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(http().post(SAMPLES, "<a/>", "Content-Type", "application/xml")
                        .code())
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBugSaysNothingButItsTrace() {
        Answer answer = http().get(SAMPLES + "/bug");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.code()).isEqualTo("INTERNAL_ERROR");
        assertThat(answer.body()).doesNotContain("hunter2").doesNotContain("NumberFormat");
        assertThat(answer.json().at("/error/traceId").asText())
                .matches("[0-9a-f]{32}")
                .doesNotMatch("0+");
    }

    @Test
    void aBodyAboveTheLimitIsRefused() {
        String big = "{\"sample\":{\"name\":\"" + "x".repeat(11 * 1024 * 1024) + "\"}}";
        Answer answer = http().send("POST", SAMPLES, HttpRequest.BodyPublishers.ofString(big));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");

        byte[] chunk = big.getBytes(StandardCharsets.UTF_8);
        HttpRequest.BodyPublisher unannounced =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(chunk));
        assertThat(http().send("POST", SAMPLES, unannounced).code()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void aListHasAllMembersAndLeavesNextOutOnItsLastPage() {
        Answer first = http().get(SAMPLES + "?limit=40");
        assertThat(first.json().get("samples")).hasSize(40);
        assertThat(first.json().get("total").asInt()).isEqualTo(45);
        assertThat(first.json().get("hasMore").asBoolean()).isTrue();
        assertThat(first.json().get("nextOffset").asInt()).isEqualTo(40);

        Answer last = http().get(SAMPLES + "?limit=40&offset=40");
        assertThat(last.json().get("samples")).hasSize(5);
        assertThat(last.json().get("hasMore").asBoolean()).isFalse();
        assertThat(last.json().has("nextOffset")).isFalse();
        assertThat(http().get(SAMPLES).json().get("limit").asInt()).isEqualTo(20);
    }

    @Test
    void aPageOutsideItsLimitsIsRefusedByItsParameters() {
        Answer answer = http().get(SAMPLES + "?limit=101&offset=no");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(StreamSupport.stream(answer.json().at("/error/details").spliterator(), false)
                        .map(detail -> detail.get("field").asText()))
                .containsExactly("limit", "offset");
    }

    @Test
    void oneObjectIsSentAgainOnlyWhenItChanged() {
        String tag = http().get(SAMPLES + "/one/a").header("ETag");
        assertThat(tag)
                .startsWith("\"")
                .isNotEqualTo(http().get(SAMPLES + "/one/b").header("ETag"));

        Answer again = http().get(SAMPLES + "/one/a", "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void whoWritesOverAChangeIsStopped() {
        String tag = http().get(SAMPLES + "/one/a").header("ETag");
        String next = "{\"name\":\"a\",\"number\":2}";

        assertThat(http().put(SAMPLES + "/one/a", next, "If-Match", tag).status())
                .isEqualTo(200);
        assertThat(http().put(SAMPLES + "/one/a", next).status()).isEqualTo(200);
        assertThat(http().put(SAMPLES + "/one/a", next, "If-Match", "\"old\"").code())
                .isEqualTo("PRECONDITION_FAILED");
    }

    @Test
    void aRequestKeepsItsIdAndGetsOneWhenItHasNone() {
        assertThat(http().get(SAMPLES, "X-Request-Id", "mine-1").header("X-Request-Id"))
                .isEqualTo("mine-1");
        assertThat(http().get(SAMPLES).header("X-Request-Id")).isNotBlank();
    }

    @Test
    void everyAnswerForbidsWhatBrowsersShouldNotDo() {
        Answer answer = http().get(SAMPLES);

        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.header("Strict-Transport-Security")).contains("max-age");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void theThirdRequestOfTwoIsRefusedAndToldWhenToComeAgain() {
        Answer first = http().get(SAMPLES + "/limited");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("2");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
        assertThat(first.header("X-RateLimit-Reset")).matches("\\d{10}");
        assertThat(first.header("Retry-After")).isEmpty();
        http().get(SAMPLES + "/limited");

        Answer third = http().get(SAMPLES + "/limited");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.code()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(third.header("Retry-After")).matches("\\d+");
        assertThat(third.header("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void whateverOneUserAsksForCountsAgainstAThousandAMinute() {
        Http one = http().with(callers.token(Role.Viewer));

        Answer first = one.get(SAMPLES + "/who");

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("1000");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("999");
        assertThat(http().with(callers.token(Role.Viewer)).get(SAMPLES + "/who").header("X-RateLimit-Remaining"))
                .as("another user")
                .isEqualTo("999");
    }

    private Http http() {
        return new Http(server);
    }
}
