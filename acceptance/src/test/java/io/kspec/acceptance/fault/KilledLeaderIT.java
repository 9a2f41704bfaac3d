package io.kspec.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DriftReport;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody tampers with a guard, and the leader is killed with -9: before it wrote anything, after its first write
/// (the guard), after its second (the report), after its third (the report's status).
@ApiServer(
        shared = false,
        nodes = 0,
        without = {Component.SCHEDULER, Component.KWOK})
final class KilledLeaderIT {
    private static final String NAMESPACE = "kspec-system";
    private static final int WRITES_OF_A_REPAIR = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NARROWED =
            "{\"spec\":{\"matchResources\":{\"objectSelector\":{\"matchLabels\":{\"never\":\"never\"}}}}}";

    @TempDir
    private Path folder;

    private final List<OperatorProcess> replicas = new ArrayList<>();

    @BeforeEach
    void startTwo(LocalKubernetes cluster) {
        Crds.install(cluster.client());
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        start(cluster);
        start(cluster);
    }

    @Test
    void theNextLeaderFinishesTheRepair(LocalKubernetes cluster, Kubectl kubectl) throws Exception {
        KubernetesClient client = cluster.client();
        kubectl.runWithInput(Specifications.named("prod", "enforce", ""), "apply", "-f", "-");
        String binding = await("native policies")
                .atMost(PATIENCE)
                .until(() -> bindings(client).stream().findFirst(), Optional::isPresent)
                .orElseThrow();
        for (int writes = 0; writes <= WRITES_OF_A_REPAIR; writes++) {
            awaitRight(client, binding);
            OperatorProcess leader = leader(client);
            long before = leader.writes();
            int wanted = writes;
            assertThat(kubectl.run(
                                    "patch",
                                    "validatingadmissionpolicybinding",
                                    binding,
                                    "--type=merge",
                                    "--field-manager=mallory",
                                    "-p=" + NARROWED)
                            .succeeded())
                    .isTrue();
            await("write %d of the repair".formatted(wanted))
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> leader.writes() - before >= wanted);
            leader.kill();
            replicas.remove(leader);
            start(cluster);
            awaitRight(client, binding);
            assertThat(leader(client)).isNotEqualTo(leader);
        }
        await("evidence").atMost(PATIENCE).untilAsserted(() -> assertThat(client.resources(DriftReport.class)
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .as("at most the report of the repair that was under way is missing")
                .hasSizeGreaterThanOrEqualTo(WRITES_OF_A_REPAIR - 1));
    }

    private void start(LocalKubernetes cluster) {
        replicas.add(OperatorProcess.start(cluster, folder, "replica-" + System.nanoTime()));
    }

    private static List<String> bindings(KubernetesClient client) {
        return client.admissionRegistration().v1().validatingAdmissionPolicyBindings().list().getItems().stream()
                .map(binding -> binding.getMetadata().getName())
                .toList();
    }

    private static void awaitRight(KubernetesClient client, String binding) {
        await("the binding as it was declared").atMost(PATIENCE).until(() -> {
            ValidatingAdmissionPolicyBinding live = client.admissionRegistration()
                    .v1()
                    .validatingAdmissionPolicyBindings()
                    .withName(binding)
                    .get();
            return live != null && !live.toString().contains("never");
        });
    }

    private OperatorProcess leader(KubernetesClient client) {
        return await("a leader that lives")
                .atMost(PATIENCE)
                .until(() -> living(client), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<OperatorProcess> living(KubernetesClient client) {
        var lease = client.leases()
                .inNamespace(NAMESPACE)
                .withName("kspec-operator-lock")
                .get();
        return replicas.stream()
                .filter(replica -> lease != null
                        && lease.getSpec().getHolderIdentity() != null
                        && lease.getSpec().getHolderIdentity().startsWith(replica.name() + "_"))
                .findFirst();
    }
}
