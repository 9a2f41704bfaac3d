package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a person, or another program, does wrong is answered where it is done.
@ApiServer
final class BadInputIT {
    private static OperatorOnCluster operator;

    @BeforeAll
    static void start(KubernetesClient client) {
        operator = new OperatorOnCluster(client, OperatorOptions.onLoopback());
    }

    @AfterAll
    static void stop() {
        operator.close();
    }

    @AfterEach
    void nothingIsLeft(Kubectl kubectl) {
        kubectl.run("delete", "clusterspec", "--all", "--wait");
    }

    @Test
    void anUnknownFieldIsRefusedByName(Kubectl kubectl) {
        Kubectl.Answer answer =
                apply(kubectl, Specifications.named("prod", "audit", "kubernets: {minVersion: \"1.30\"}"));
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr()).contains("unknown field \"spec.kubernets\"");
    }

    @Test
    void anImpossibleRangeIsRefusedWithBothEnds(Kubectl kubectl) {
        awaitOwnKindsAreJudged(kubectl);
        Kubectl.Answer answer = apply(kubectl, Specifications.impossible("prod"));
        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.stderr())
                .contains("specifications.kspec.io")
                .contains("spec.kubernetes")
                .contains("1.36")
                .contains("1.30");
    }

    @Test
    void aFieldThatIsNotBuiltYetIsNamedAtApplyAndInTheReport(Kubectl kubectl) {
        awaitOwnKindsAreJudged(kubectl);
        Kubectl.Answer answer = apply(kubectl, Specifications.named("prod", "audit", "alertConfigs: [ours]"));
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.stderr()).contains("Warning: spec.alertConfigs: the field is not evaluated");
        operator.awaitCondition("prod", "Ready", "True");
        assertThat(operator.reports())
                .flatExtracting(report -> report.getSpec().results())
                .filteredOn(result -> result.status().equals("NotEvaluated"))
                .anySatisfy(result -> assertThat(result.toString()).contains("alertConfigs"));
    }

    @Test
    void badReviewsAreAnsweredAndCostOthersNothing(Kubectl kubectl) {
        apply(kubectl, Specifications.named("prod", "enforce", ""));
        operator.awaitCondition("prod", "WebhookReady", "True");
        try (var caller = AdmissionCaller.of(operator.registration().get())) {
            assertAnswer(caller.send("{\"kind\": "), 400, "not JSON");
            assertAnswer(caller.send("[]"), 400, "expected an AdmissionReview");
            assertAnswer(
                    caller.send(AdmissionCaller.review(true).replace("admission.k8s.io/v1", "admission.k8s.io/v9")),
                    400,
                    "admission.k8s.io/v9");
            assertAnswer(caller.send(" ".repeat(4 * 1024 * 1024)), 413, "at most");
            assertAnswer(caller.send(AdmissionCaller.review(true)), 200, "\"allowed\":false");
            assertAnswer(caller.send(AdmissionCaller.review(false)), 200, "\"allowed\":true");
        }
    }

    /// The registration for kspec's own kinds is there before any specification; the API server takes a moment to
    /// heed it.
    private static void awaitOwnKindsAreJudged(Kubectl kubectl) {
        await("webhook for kspec's own kinds")
                .atMost(OperatorOnCluster.PATIENCE)
                .until(() -> kubectl.runWithInput(
                                Specifications.impossible("probe"), "create", "--dry-run=server", "-f", "-")
                        .stderr()
                        .contains("specifications.kspec.io"));
    }

    private static Kubectl.Answer apply(Kubectl kubectl, String yaml) {
        return kubectl.runWithInput(yaml, "apply", "-f", "-");
    }

    private static void assertAnswer(HttpResponse<String> answer, int code, String part) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(code);
        assertThat(answer.body()).contains(part);
    }
}
