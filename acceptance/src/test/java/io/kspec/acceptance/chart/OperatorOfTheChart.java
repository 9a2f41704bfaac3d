package io.kspec.acceptance.chart;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.core.status.Condition;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.ComplianceReport;
import io.kspec.local.LocalKubernetes;
import io.kspec.operator.OperatorOptions;
import io.kspec.operator.OperatorProgram;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An operator in this JVM that acts as the account that the chart makes, with its rights and no others.
record OperatorOfTheChart(KubernetesClient client, OperatorProgram program) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /// The chart, or its manifests, must be installed.
    static OperatorOfTheChart on(LocalKubernetes cluster) {
        Config account = Config.fromKubeconfig(
                cluster.kubeconfigFor("kspec-system", "kspec-operator").toFile());
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(account).build();
        return new OperatorOfTheChart(
                client, new OperatorProgram(client, OperatorOptions.onLoopback(), Clock.systemUTC()));
    }

    /// Waits until a condition of a specification is true.
    void awaitCondition(String specification, String type) {
        await(type + " of " + specification)
                .atMost(PATIENCE)
                .until(() -> condition(specification, type), found -> found.filter(
                                condition -> condition.status().equals("True"))
                        .isPresent());
    }

    /// Waits until a condition of a specification has a reason.
    void awaitReason(String specification, String type, String reason) {
        await(type + " of " + specification + " because of " + reason)
                .atMost(PATIENCE)
                .until(() -> condition(specification, type), found -> found.filter(
                                condition -> condition.reason().equals(reason))
                        .isPresent());
    }

    List<ComplianceReport> reports() {
        return client.resources(ComplianceReport.class)
                .inNamespace("kspec-system")
                .list()
                .getItems();
    }

    private Optional<Condition> condition(String specification, String type) {
        return Optional.ofNullable(client.resources(ClusterSpecification.class)
                        .withName(specification)
                        .get())
                .flatMap(found -> Optional.ofNullable(found.getStatus()))
                .flatMap(status -> status.conditions().stream()
                        .filter(condition -> condition.type().equals(type))
                        .findFirst());
    }

    @Override
    public void close() {
        program.close();
        client.close();
    }
}
