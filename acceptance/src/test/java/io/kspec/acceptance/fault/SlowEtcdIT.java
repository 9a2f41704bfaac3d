package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whoever needs etcd waits up to two seconds for it, again and again.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.SCHEDULER, Component.KWOK})
final class SlowEtcdIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void admissionAnswersAsEverAndTheRestIsDoneLateAndOnce(LocalKubernetes cluster, Kubectl kubectl) throws Exception {
        try (var operator = new OperatorOnCluster(cluster.client(), OperatorOptions.onLoopback())) {
            kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
            operator.awaitCondition("prod", "PolicyEnforced", "True");
            operator.awaitCondition("prod", "WebhookReady", "True");
            String policy = operator.policies().getFirst();
            String uid = uid(kubectl, policy);
            try (var slow = SlowEtcd.of(cluster);
                    var caller = AdmissionCaller.of(operator.registration().get())) {
                Kubectl patient = kubectl.within(PATIENCE);
                assertThat(patient.runWithInput(Specifications.named("late", "audit", ""), "apply", "-f", "-")
                                .succeeded())
                        .isTrue();
                assertThat(patient.run("delete", "validatingadmissionpolicy", policy)
                                .succeeded())
                        .isTrue();
                await("late work")
                        .atMost(PATIENCE)
                        .failFast("admission has to judge", () -> !judges(caller))
                        .until(() -> slow.stops() > 5
                                && operator.condition("late", "Ready")
                                        .filter(ready -> ready.status().equals("True"))
                                        .isPresent()
                                && operator.policies().contains(policy));
            }
            assertThat(uid(kubectl, policy)).isNotEqualTo(uid);
            operator.awaitCondition("prod", "Ready", "True");
            await("report about it").atMost(PATIENCE).untilAsserted(() -> assertThat(operator.driftReports())
                    .singleElement()
                    .satisfies(report -> assertThat(report.getSpec().events()).hasSize(1)));
        }
    }

    private static boolean judges(AdmissionCaller caller) {
        return caller.send(AdmissionCaller.review(true)).body().contains("\"allowed\":false")
                && caller.send(AdmissionCaller.review(false)).body().contains("\"allowed\":true");
    }

    private static String uid(Kubectl kubectl, String policy) {
        return kubectl.run("get", "validatingadmissionpolicy", policy, "-o", "jsonpath={.metadata.uid}")
                .stdout();
    }
}
