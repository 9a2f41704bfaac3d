package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.kspec.core.report.DriftType;
import io.kspec.kube.resource.DriftReport;
import io.kspec.local.LocalKubernetes;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The API server goes away, for longer than a Lease and a ping of a watch last, and comes back.
@ApiServer(shared = false)
final class ApiServerAwayIT {
    private static final Duration AWAY = Duration.ofSeconds(35);

    private static final String[] SHORT_LEASE = {
        "--leader-elect=true",
        "--leader-election-lease-duration=5s",
        "--leader-election-renew-deadline=3s",
        "--leader-election-retry-period=500ms"
    };

    @Test
    void admissionKeepsItsRulebookAndAGuardDeletedMeanwhileComesBack(LocalKubernetes cluster, Kubectl kubectl)
            throws Exception {
        try (var operator = new OperatorOnCluster(cluster.client(), OperatorOptions.onLoopback(SHORT_LEASE))) {
            kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
            operator.awaitCondition("prod", "WebhookReady", "True");
            operator.awaitCondition("prod", "Ready", "True");
            List<String> reports = names(operator);
            assertThat(reports).hasSize(1);

            ValidatingWebhookConfiguration registered = operator.registration().get();
            cluster.stopApiServer();
            try (var caller = AdmissionCaller.of(registered)) {
                await("admission while the API server is away")
                        .during(AWAY)
                        .atMost(AWAY.plusSeconds(10))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> judges(caller) && lives(operator));
                assertThat(operator.health("/healthz").body()).doesNotContain("this replica leads");
            }
            cluster.startApiServer();

            String before = registered.getMetadata().getUid();
            operator.registration().delete();
            await("registration after it was deleted while nobody watched")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> Optional.ofNullable(operator.registration().get())
                            .filter(found -> !found.getMetadata().getUid().equals(before))
                            .isPresent());
            await("refusal of a privileged pod")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> privilegedPod(kubectl).stderr().contains("kspec refuses Pod default/bad"));
            assertThat(names(operator)).containsAll(reports);
            await("report about it").atMost(OperatorOnCluster.PATIENCE).until(() -> aDeletionIsReported(cluster));
            operator.awaitCondition("prod", "Ready", "True");
        }
    }

    private static boolean judges(AdmissionCaller caller) {
        return caller.send(AdmissionCaller.review(true)).body().contains("\"allowed\":false")
                && caller.send(AdmissionCaller.review(false)).body().contains("\"allowed\":true");
    }

    private static boolean lives(OperatorOnCluster operator) throws Exception {
        return operator.health("/healthz").statusCode() == 200;
    }

    private static List<String> names(OperatorOnCluster operator) {
        return operator.reports().stream()
                .map(report -> report.getMetadata().getName())
                .toList();
    }

    private static boolean aDeletionIsReported(LocalKubernetes cluster) {
        return cluster
                .client()
                .resources(DriftReport.class)
                .inNamespace(OperatorOnCluster.NAMESPACE)
                .list()
                .getItems()
                .stream()
                .flatMap(report -> report.getSpec().events().stream())
                .anyMatch(event -> event.driftType() == DriftType.DELETED);
    }

    private static Kubectl.Answer privilegedPod(Kubectl kubectl) {
        return kubectl.runWithInput(
                Specifications.privilegedPod("default", ""), "create", "--dry-run=server", "-f", "-");
    }
}
