package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kspec.kube.connect.LeanSerialization;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.operator.OperatorOptions;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/// The operator's line is cut while others change the cluster, and the API server forgets what happened: every watch
/// that would go on where it was is answered with 410 Gone.
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.SCHEDULER, Component.KWOK})
final class ExpiredWatchIT {
    private static final String SPECIFICATIONS = "/apis/kspec.io/v1alpha1/clusterspecifications";

    @Test
    void whatNoWatchCanTellAnyMoreIsFoundByListingAnew(LocalKubernetes cluster, Kubectl kubectl) throws Exception {
        try (var line = Line.to(cluster.server());
                var own = LeanSerialization.client(line.through(cluster.client().getConfiguration()));
                var operator =
                        new OperatorOnCluster(cluster.client(), own, OperatorOptions.onLoopback(), Clock.systemUTC())) {
            apply(kubectl, "prod", "enforce");
            apply(kubectl, "leaving", "audit");
            operator.awaitCondition("prod", "PolicyEnforced", "True");
            operator.awaitCondition("leaving", "Ready", "True");
            String policy = operator.policies().stream()
                    .filter(name -> name.startsWith("kspec-prod-"))
                    .findFirst()
                    .orElseThrow();
            String seen = cluster.client()
                    .resources(ClusterSpecification.class)
                    .list()
                    .getMetadata()
                    .getResourceVersion();

            line.cut();
            apply(kubectl, "late", "audit");
            kubectl.run("delete", "clusterspec", "leaving", "--wait=false");
            kubectl.run("delete", "validatingadmissionpolicy", policy);
            cluster.stopApiServer();
            cluster.startApiServer();
            String answer = watchFrom(kubectl, seen);
            boolean judged = operator.specification("late").get().getStatus() != null;
            line.mend();
            assertThat(answer).contains("too old resource version");
            assertThat(judged).isFalse();

            operator.awaitCondition("late", "Ready", "True");
            await("end of the specification that was deleted meanwhile")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> operator.specification("leaving").get() == null);
            await("policy that was deleted meanwhile")
                    .atMost(OperatorOnCluster.PATIENCE)
                    .until(() -> operator.policies().contains(policy));
        }
    }

    private static void apply(Kubectl kubectl, String name, String mode) {
        assertThat(kubectl.runWithInput(Specifications.named(name, mode, ""), "apply", "-f", "-")
                        .succeeded())
                .isTrue();
    }

    private static String watchFrom(Kubectl kubectl, String version) {
        Kubectl.Answer answer =
                kubectl.run("get", "--raw", SPECIFICATIONS + "?watch=true&timeoutSeconds=5&resourceVersion=" + version);
        return answer.stdout() + answer.stderr();
    }
}
