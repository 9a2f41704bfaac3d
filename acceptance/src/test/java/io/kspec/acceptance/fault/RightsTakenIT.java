package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.kspec.kube.connect.LeanSerialization;
import io.kspec.local.LocalKubernetes;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Somebody takes the operator's rights away, and gives them back.
@ApiServer
final class RightsTakenIT {
    private static final String ACCOUNT = "rights-taken";
    private static final Duration UNABLE = Duration.ofSeconds(5);

    @Test
    void admissionGoesOnAndTheRestIsMadeUpForWhenTheRightsAreBack(LocalKubernetes cluster, Kubectl kubectl)
            throws Exception {
        kubectl.run("create", "serviceaccount", ACCOUNT, "-n", "default");
        grant(kubectl);
        Config account = Config.fromKubeconfig(
                null, cluster.kubeconfigFor("default", ACCOUNT).toFile());
        try (var own = LeanSerialization.client(account);
                var operator =
                        new OperatorOnCluster(cluster.client(), own, OperatorOptions.onLoopback(), Clock.systemUTC())) {
            apply(kubectl, "prod", "enforce");
            operator.awaitCondition("prod", "PolicyEnforced", "True");
            operator.awaitCondition("prod", "WebhookReady", "True");
            String policy = operator.policies().getFirst();

            kubectl.run("delete", "clusterrolebinding", ACCOUNT);
            await("loss of the rights").atMost(OperatorOnCluster.PATIENCE).until(() -> !mayWrite(kubectl));
            kubectl.run("delete", "validatingadmissionpolicy", policy);
            apply(kubectl, "late", "audit");
            await("inability")
                    .during(UNABLE)
                    .atMost(UNABLE.plusSeconds(10))
                    .until(() -> !operator.policies().contains(policy)
                            && operator.specification("late").get().getStatus() == null);
            assertThat(operator.health("/readyz").statusCode()).isEqualTo(200);
            assertThat(kubectl.runWithInput(
                                    Specifications.privilegedPod("default", ""),
                                    "create",
                                    "--dry-run=server",
                                    "-f",
                                    "-")
                            .stderr())
                    .contains("kspec refuses Pod default/bad");

            grant(kubectl);
            await("policy that was deleted meanwhile")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> operator.policies().contains(policy));
            operator.awaitCondition("late", "Ready", "True");
            operator.awaitCondition("prod", "PolicyEnforced", "True");
        } finally {
            kubectl.run("delete", "clusterrolebinding", ACCOUNT, "--ignore-not-found");
            kubectl.run("delete", "serviceaccount", ACCOUNT, "-n", "default");
        }
    }

    private static void grant(Kubectl kubectl) {
        assertThat(kubectl.run(
                                "create",
                                "clusterrolebinding",
                                ACCOUNT,
                                "--clusterrole=cluster-admin",
                                "--serviceaccount=default:" + ACCOUNT)
                        .succeeded())
                .isTrue();
    }

    private static boolean mayWrite(Kubectl kubectl) {
        return kubectl.run(
                        "auth",
                        "can-i",
                        "create",
                        "validatingadmissionpolicies",
                        "--as=system:serviceaccount:default:" + ACCOUNT)
                .succeeded();
    }

    private static void apply(Kubectl kubectl, String name, String mode) {
        kubectl.runWithInput(Specifications.named(name, mode, ""), "apply", "-f", "-");
    }
}
