package io.kspec.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.admission.RuleAction;
import io.kspec.core.breaker.BreakerState;
import io.kspec.core.resolve.Library;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Reach;
import io.kspec.core.rulebook.RuleModes;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.rulebook.Staging;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import io.kspec.local.Trust;
import io.kspec.operator.certificate.ServingCertificate;
import io.kspec.operator.certificate.TestCertificates;
import io.vertx.core.Vertx;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class AdmissionServerTest {
    private static final ServingCertificate CERTIFICATE = TestCertificates.fresh();
    private static Vertx vertx;
    private static AdmissionServer server;
    private static HttpClient client;
    private static volatile Rulebook rulebook = refusing();
    private static final Queue<Answered> ANSWERED = new ConcurrentLinkedQueue<>();
    private static SSLContext tls;

    @BeforeAll
    static void serve() throws Exception {
        vertx = Vertx.vertx();
        var workloads = new WorkloadReview(
                () -> List.of(rulebook),
                NamespaceLabels.UNKNOWN,
                Clock.systemUTC(),
                new ShadowCounts(Clock.systemUTC()),
                ANSWERED::add);
        var ownKinds = new SpecificationReview(Set.of("trusted"), Library::builtIn, Clock.systemUTC(), _ -> {});
        var paths = new HashMap<>(AdmissionServer.paths(workloads, ownKinds, Optional.empty()));
        paths.put("/broken", _ -> {
            throw new IllegalStateException("a bug");
        });
        server = new AdmissionServer(
                vertx,
                new AdmissionServer.Address("127.0.0.1", 0, CERTIFICATE),
                new AdmissionLimits(1000, 24_000_000, 100, 100_000, Duration.ofSeconds(2)),
                paths);
        tls = context(CERTIFICATE);
        client = trusting(CERTIFICATE);
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aReviewIsAnsweredWithItsUid() throws Exception {
        HttpResponse<String> answer = post(review("u-1", ""));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode response = json(answer).path("response");
        assertThat(response.path("uid").asText()).isEqualTo("u-1");
        assertThat(response.path("allowed").asBoolean()).isFalse();
        assertThat(response.path("status").path("message").asText()).contains("kspec refuses Pod shop/web");
    }

    @Test
    void whatIsNoReviewIsTheCallersErrorAndSaysWhy() throws Exception {
        assertThat(post("{").statusCode()).isEqualTo(400);
        assertThat(json(post("{")).path("message").asText()).contains("not JSON");
        HttpResponse<String> unknown = post(review("u", "").replace("admission.k8s.io/v1", "admission.k8s.io/v9"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(json(unknown).path("message").asText()).contains("admission.k8s.io/v9");
    }

    @Test
    void aReviewOfThreeMebibytesAndMoreIsTooLarge() throws Exception {
        HttpResponse<String> answer = post(review("u", "x".repeat(AdmissionServer.LARGEST_REVIEW)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("message").asText()).contains("at most");
    }

    @Test
    void aLargeReviewIsJudgedAndDoesNotKeepSmallOnesWaiting() throws Exception {
        // fewer connections than one caller gets, and gone afterwards
        try (HttpClient crowd = trusting(CERTIFICATE)) {
            var large = sent(crowd, 4, review("large", "x".repeat(2_500_000)));
            var small = sent(crowd, 40, review("small", ""));
            assertThat(small)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(large)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void anotherPathAndAnotherMethodAreNamed() throws Exception {
        assertThat(client.send(request("/nothing").GET().build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.send(request("/validate").GET().build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void aFaultOfKspecIsAnErrorSoThatTheFailurePolicyDecidesAndNeverAnAdmission() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/broken")
                        .POST(HttpRequest.BodyPublishers.ofString(review("u", "")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("allowed").doesNotContain("a bug");
        assertThat(post(review("u", "")).statusCode()).isEqualTo(200);
    }

    @Test
    void aRuleThatThrowsRefusesAndOpensTheBreakerOfItsSpecificationOnly() throws Exception {
        Rulebook before = rulebook;
        rulebook = with("ill", new Rule(workload -> {
            throw new IllegalStateException("a bug");
        }));
        try {
            for (int call = 0; call < 10; call++) {
                JsonNode response = json(post(review("u-ill", ""))).path("response");
                assertThat(response.path("uid").asText()).isEqualTo("u-ill");
                assertThat(response.path("allowed").asBoolean(true)).isFalse();
                assertThat(response.toString()).doesNotContain("a bug");
            }
            JsonNode open = json(post(review("u-open", ""))).path("response");
            assertThat(open.path("allowed").asBoolean(true)).isFalse();
            assertThat(open.path("uid").asText()).isEqualTo("u-open");
            assertThat(open.at("/status/message").asText()).contains("failed again and again");
            assertThat(open.at("/auditAnnotations/breakers").asText()).isEqualTo("ill=open");
            assertThat(ANSWERED).last().satisfies(answered -> {
                assertThat(answered.verdict()).isEqualTo(Answered.Verdict.DENIED);
                assertThat(answered.breakers()).containsEntry("ill", BreakerState.OPEN);
            });
        } finally {
            rulebook = before;
        }
        assertThat(json(post(review("u", ""))).at("/response/status/message").asText())
                .contains("kspec refuses Pod shop/web: test (prod)");
    }

    @Test
    void aRefusalIsWrittenDownForTheAuditLogAndTold() throws Exception {
        ANSWERED.clear();
        JsonNode annotations = json(post(review("u-told", ""))).at("/response/auditAnnotations");
        assertThat(annotations.path("decision").asText()).isEqualTo("denied");
        assertThat(annotations.path("specifications").asText()).isEqualTo("prod");
        assertThat(annotations.path("rules").asText()).isEqualTo("as-the-test-says");
        assertThat(ANSWERED)
                .filteredOn(answered -> answered.request().uid().equals("u-told"))
                .singleElement()
                .satisfies(answered -> {
                    assertThat(answered.verdict()).isEqualTo(Answered.Verdict.DENIED);
                    assertThat(answered.message()).startsWith("kspec refuses");
                    assertThat(answered.dryRun()).isFalse();
                    assertThat(answered.actions())
                            .extracting(RuleAction::action)
                            .containsExactly(RuleAction.Action.DENIED);
                });
    }

    @Test
    void manyMoreReviewsThanThereIsRoomForAreNeverAdmittedAndLeaveNothingBehind() throws Exception {
        long judged = 0;
        // a caller of its own, whose connections end with it: one caller gets half of all
        try (HttpClient crowd = trusting(CERTIFICATE)) {
            var bodies = Stream.iterate(0, number -> number + 1)
                    .limit(2000)
                    .map(number -> review("many", "x".repeat(number % 10 == 0 ? 300_000 : 10)))
                    .map(body -> crowd.sendAsync(posted(body), HttpResponse.BodyHandlers.ofString()))
                    .toList();
            for (var sent : bodies) {
                HttpResponse<String> answer =
                        sent.handle((response, lost) -> response).join();
                if (answer != null) { // a connection too many is closed, which is no admission
                    assertThat(answer.statusCode()).isIn(200, 429, 503);
                    assertThat(answer.body()).doesNotContain("\"allowed\":true");
                    judged += answer.statusCode() == 200 ? 1 : 0;
                }
            }
        }
        assertThat(judged).isPositive();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(server.intake().reviews()).isZero();
            assertThat(server.intake().bytes()).isZero();
        });
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (HttpClient newcomer = trusting(CERTIFICATE)) {
                return answered(newcomer);
            }
        });
    }

    @Test
    void aCallerWhoDripsABodyIsCutOff() throws Exception {
        try (Socket socket = tls.getSocketFactory().createSocket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /validate HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n{"
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aRenewedCertificateIsServedToNewCallersAndOldOnesGoOn() throws Exception {
        ServingCertificate renewed = TestCertificates.fresh();
        try (HttpClient newcomer = trusting(renewed)) {
            server.reload(renewed);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            newcomer.send(posted(review("new", "")), HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(200));
            assertThat(post(review("old", "")).statusCode()).isEqualTo(200);
        } finally {
            server.reload(CERTIFICATE);
        }
    }

    @Test
    void whileTheCertificateIsRenewedAgainAndAgainNoRequestFails() throws Exception {
        List<ServingCertificate> renewals = TestCertificates.renewals(10);
        server.reload(renewals.getFirst());
        try (HttpClient steady = trusting(renewals.getFirst())) {
            await().ignoreExceptions().until(() -> answered(steady));
            for (ServingCertificate renewal : renewals) {
                server.reload(renewal);
                for (int request = 0; request < 20; request++) {
                    assertThat(answered(steady)).isTrue();
                    try (HttpClient newcomer = trusting(renewal)) {
                        assertThat(answered(newcomer)).isTrue();
                    }
                }
            }
        } finally {
            server.reload(CERTIFICATE);
            await().ignoreExceptions().until(() -> {
                try (HttpClient newcomer = trusting(CERTIFICATE)) {
                    return answered(newcomer);
                }
            });
        }
    }

    private static boolean answered(HttpClient caller) throws Exception {
        return caller.send(posted(review("u", "")), HttpResponse.BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }

    private static HttpResponse<String> post(String body) throws Exception {
        return client.send(posted(body), HttpResponse.BodyHandlers.ofString());
    }

    private static List<CompletableFuture<HttpResponse<String>>> sent(HttpClient crowd, int times, String body) {
        return Stream.generate(() -> crowd.sendAsync(posted(body), HttpResponse.BodyHandlers.ofString()))
                .limit(times)
                .toList();
    }

    private static HttpRequest posted(String body) {
        return request("/validate")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d%s".formatted(server.port(), path)))
                .timeout(Duration.ofSeconds(30));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String review(String uid, String padding) {
        return """
                {"kind":"AdmissionReview","apiVersion":"admission.k8s.io/v1","request":{"uid":"%s","operation":"CREATE",
                "namespace":"shop","object":{"apiVersion":"v1","kind":"Pod",
                "metadata":{"name":"web","annotations":{"padding":"%s"}},"spec":{"containers":[{"name":"a"}]}}}}
                """.formatted(uid, padding);
    }

    private static HttpClient trusting(ServingCertificate certificate) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(context(certificate))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static SSLContext context(ServingCertificate certificate) throws Exception {
        return Trust.of(certificate.caBundle().getBytes(StandardCharsets.US_ASCII));
    }

    private static Rulebook refusing() {
        return with(
                "prod",
                new Rule(workload -> new Verdict.Fail(List.of(
                        new Violation(workload.ref(), workload.podSpecPath(), "here", "absent", "Take it away.")))));
    }

    private static Rulebook with(String name, WorkloadRule rule) {
        var enforcement = new Enforcement(
                Mode.ENFORCE,
                true,
                FailurePolicy.FAIL,
                10,
                TemplateAction.WARN,
                NativePolicyAction.AUDIT,
                false,
                true,
                Staging.NONE,
                RuleModes.NONE);
        return new Rulebook(
                name, Optional.empty(), enforcement, Reach.WHOLE, List.of(rule), List.of(), List.of(), List.of());
    }

    /// A rule that judges as a test says.
    private record Rule(java.util.function.Function<Workload, Verdict> verdict) implements WorkloadRule {
        @Override
        public Verdict judge(Workload workload) {
            return verdict.apply(workload);
        }

        @Override
        public CelForm cel() {
            return new CelForm.Inexpressible("only a test");
        }

        @Override
        public RuleKind kind() {
            var card = new RuleCard("test", Category.WORKLOADS, Severity.HIGH, "title", "why", "fix", List.of());
            return new RuleKind("as-the-test-says", card, "nothing", List.of(), _ -> Stream.empty());
        }

        @Override
        public String headline(List<Violation> violations) {
            return "headline";
        }
    }
}
