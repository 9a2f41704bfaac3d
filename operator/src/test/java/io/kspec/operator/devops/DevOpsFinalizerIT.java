package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The finalizer comes, goes, and minds its own business.
@ApiServer
final class DevOpsFinalizerIT {
    private static final String OWN = "devops.stochastic.io/cleanup";
    private static final String FOREIGN = "example.com/keep";
    private final RunningDevOps devops;

    DevOpsFinalizerIT(KubernetesClient client, @TestNamespace String namespace) {
        this.devops = new RunningDevOps(client, namespace);
    }

    @AfterEach
    void stop() {
        finalizers("all", List.of());
        devops.close();
    }

    @Test
    void aNewPolicyIsGivenTheFinalizer() {
        devops.declare("all", "{}");
        devops.awaitStatus("all", status -> true);
        assertThat(devops.policy("all").getMetadata().getFinalizers()).containsExactly(OWN);
    }

    @Test
    void foreignFinalizersStay() {
        devops.stop();
        devops.declare("all", "{}");
        finalizers("all", List.of(FOREIGN));
        devops.startAgain();
        devops.awaitStatus("all", status -> true);
        assertThat(devops.policy("all").getMetadata().getFinalizers()).containsExactlyInAnyOrder(FOREIGN, OWN);
        delete();
        await().atMost(RunningDevOps.PATIENCE).untilAsserted(() -> assertThat(
                        devops.policy("all").getMetadata().getFinalizers())
                .containsExactly(FOREIGN));
    }

    @Test
    void aPolicyThatIsLeavingIsNotGivenTheFinalizer() {
        devops.stop();
        devops.declare("all", "{}");
        finalizers("all", List.of(FOREIGN));
        delete();
        devops.startAgain();
        devops.declare("later", "{}");
        devops.awaitStatus("later", status -> true);
        assertThat(devops.policy("all").getMetadata().getFinalizers()).containsExactly(FOREIGN);
        assertThat(devops.policy("all").getStatus()).isNull();
    }

    @Test
    void aPolicyThatHasItIsNotWrittenForIt() {
        devops.declare("all", "{}");
        devops.awaitStatus("all", status -> true);
        devops.stop();
        devops.startAgain();
        String before = devops.policy("all").getStatus().lastEvaluated();
        devops.awaitStatus("all", status -> !before.equals(status.lastEvaluated()));
        assertThat(devops.policy("all").getMetadata().getFinalizers()).containsExactly(OWN);
        assertThat(devops.policy("all").getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void aDeletedPolicyGoesWithItsSeries() {
        devops.declare("all", "{forbidLatestTag: true}");
        devops.awaitStatus("all", status -> true);
        assertThat(devops.metrics.text()).contains(series());
        delete();
        await().atMost(RunningDevOps.PATIENCE).until(() -> devops.policy("all") == null);
        await().atMost(RunningDevOps.PATIENCE)
                .untilAsserted(() -> assertThat(devops.metrics.text()).doesNotContain(series()));
    }

    @Test
    void aPolicyThatWasDeletedWhileNobodyWatchedIsLetGoAtTheNextStart() {
        devops.declare("all", "{}");
        devops.awaitStatus("all", status -> true);
        devops.stop();
        delete();
        assertThat(devops.policy("all").getMetadata().getDeletionTimestamp()).isNotNull();
        devops.startAgain();
        await().atMost(RunningDevOps.PATIENCE).until(() -> devops.policy("all") == null);
    }

    private String series() {
        return "namespace=\"%s\",policy=\"all\"".formatted(devops.namespace);
    }

    private void delete() {
        devops.client
                .resources(DevOpsPolicy.class)
                .inNamespace(devops.namespace)
                .withName("all")
                .delete();
    }

    private void finalizers(String name, List<String> names) {
        if (devops.policy(name) != null) {
            devops.client
                    .resources(DevOpsPolicy.class)
                    .inNamespace(devops.namespace)
                    .withName(name)
                    .edit(policy -> {
                        policy.getMetadata().setFinalizers(names);
                        return policy;
                    });
        }
    }
}
