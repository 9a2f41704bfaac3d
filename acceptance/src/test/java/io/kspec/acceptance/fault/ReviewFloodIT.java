package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// More reviews than admission takes on at once, and one as large as reviews can be.
@ApiServer
final class ReviewFloodIT {
    private static final int REVIEWS = 5_000;
    private static final int STREAMS_OF_A_CONNECTION = 100;
    private static final int THREE_MEGABYTES = 3_000_000;
    private static final long PATIENCE_SECONDS = 120;

    private OperatorOnCluster operator;
    private ValidatingWebhookConfiguration registration;

    @BeforeEach
    void enforce(KubernetesClient client, Kubectl kubectl) {
        operator = new OperatorOnCluster(client, OperatorOptions.onLoopback());
        kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
        operator.awaitCondition("prod", "WebhookReady", "True");
        registration = operator.registration().get();
    }

    @AfterEach
    void stop() {
        operator.close();
    }

    @Test
    void ofFiveThousandReviewsAtOnceNoneIsAnsweredWronglyAndTheNextIsJudged(Kubectl kubectl) {
        List<Answer> answers = flood();
        assertThat(answers).hasSize(REVIEWS).allSatisfy(answer -> assertThat(answer.isRight())
                .as("%d %s", answer.code(), answer.body())
                .isTrue());
        assertThat(answers).anyMatch(answer -> answer.code() == 200);
        try (var caller = AdmissionCaller.of(registration)) {
            assertThat(caller.send(AdmissionCaller.review(true)).body()).contains("\"allowed\":false");
        }
        assertThat(create(kubectl, "").stderr()).contains("kspec refuses Pod default/bad");
    }

    @Test
    void aReviewOfThreeMegabytesIsJudgedAsASmallOneAndALargerOneIsRefused(Kubectl kubectl) {
        try (var caller = AdmissionCaller.of(registration)) {
            for (boolean privileged : List.of(true, false)) {
                String review = AdmissionCaller.review(privileged);
                var answer = caller.send(review + " ".repeat(THREE_MEGABYTES - review.length()));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("\"allowed\":" + !privileged);
            }
            assertThat(caller.send(" ".repeat(THREE_MEGABYTES + 200_000)).statusCode())
                    .isEqualTo(413);
        }
        String filler = "env: [{name: FILLER, value: %s}]".formatted("x".repeat(THREE_MEGABYTES / 2));
        assertThat(create(kubectl, filler).stderr()).contains("kspec refuses Pod default/bad");
    }

    private static Kubectl.Answer create(Kubectl kubectl, String more) {
        return kubectl.runWithInput(
                Specifications.privilegedPod("default", more), "create", "--dry-run=server", "-f", "-");
    }

    /// @param privileged what was asked
    private record Answer(boolean privileged, int code, String body) {
        /// Judged as a single review is, or told that there are too many: then the failure policy decides.
        boolean isRight() {
            return switch (code) {
                case 200 -> body.contains("\"allowed\":" + !privileged);
                case 429 -> body.contains("no more reviews at the moment");
                case 503 -> body.contains("reviews in flight");
                default -> false;
            };
        }
    }

    /// As an API server sends them: by HTTP/2, a hundred streams on a connection.
    private List<Answer> flood() {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient http = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setSsl(true)
                    .setUseAlpn(true)
                    .setTrustAll(true)
                    .setHttp2MaxPoolSize(REVIEWS / STREAMS_OF_A_CONNECTION));
            String url = registration.getWebhooks().getFirst().getClientConfig().getUrl();
            List<Future<Answer>> sent = IntStream.range(0, REVIEWS)
                    .mapToObj(number -> send(http, url, number % 2 == 0))
                    .toList();
            Future.join(sent)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return sent.stream().map(Future::result).toList();
        } finally {
            vertx.close();
        }
    }

    private static Future<Answer> send(HttpClient http, String url, boolean privileged) {
        return http.request(new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url))
                .compose(request -> request.send(AdmissionCaller.review(privileged)))
                .compose(response ->
                        response.body().map(body -> new Answer(privileged, response.statusCode(), body.toString())));
    }
}
