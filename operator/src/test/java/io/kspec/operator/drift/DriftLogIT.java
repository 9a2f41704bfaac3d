package io.kspec.operator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.core.drift.ObjectDrift;
import io.kspec.core.report.DriftEvent;
import io.kspec.core.report.DriftEventType;
import io.kspec.core.report.Remediation;
import io.kspec.core.report.RemediationAction;
import io.kspec.core.report.RemediationStatus;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.resource.Crds;
import io.kspec.kube.resource.DriftReport;
import io.kspec.operator.metric.Meters;
import io.kspec.operator.report.OpenReportsMode;
import io.kspec.operator.report.ReportMetrics;
import io.kspec.operator.report.ReportSettings;
import io.kspec.operator.report.ReportWriter;
import io.kspec.operator.report.Retention;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ApiServer
final class DriftLogIT {
    private static final String NAME = "reborn";
    private final KubernetesClient client;
    private final String namespace;

    DriftLogIT(KubernetesClient client, @TestNamespace String namespace) {
        this.client = client;
        this.namespace = namespace;
        Crds.install(client);
    }

    @AfterEach
    void remove() {
        client.resources(ClusterSpecification.class).withName(NAME).delete();
    }

    @Test
    void whatHappenedToADeletedSpecificationIsNotToldOfAnotherOneOfTheSameName() {
        DriftLog.Owner first = born();
        var known = new Known(first);
        try (DriftLog log = log(known)) {
            log.add(deletion("of the first"));
            client.resources(ClusterSpecification.class).withName(NAME).delete();
            known.owner = born();
            log.add(deletion("of the second"));
        }
        assertThat(client.resources(DriftReport.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems())
                .isNotEmpty()
                .allSatisfy(report -> {
                    assertThat(report.getMetadata().getOwnerReferences())
                            .extracting(reference -> reference.getUid())
                            .containsExactly(known.owner.uid())
                            .doesNotContain(first.uid());
                    assertThat(report.getSpec().events())
                            .extracting(DriftEvent::message)
                            .allMatch(message -> message.contains("of the second"));
                });
    }

    private static final class Known {
        private volatile DriftLog.Owner owner;

        Known(DriftLog.Owner owner) {
            this.owner = owner;
        }
    }

    private DriftLog.Owner born() {
        String uid = client.resource(
                        client.getKubernetesSerialization().unmarshal("""
                        apiVersion: kspec.io/v1alpha1
                        kind: ClusterSpecification
                        metadata: {name: %s}
                        spec: {enforcement: {mode: monitor}, kubernetes: {minVersion: "1.20.0"}}
                        """.formatted(NAME), ClusterSpecification.class))
                .create()
                .getMetadata()
                .getUid();
        return new DriftLog.Owner(NAME, uid, Optional.empty());
    }

    private DriftLog log(Known known) {
        var meters = new Meters(new PrometheusRegistry(), new Meters.ClusterLabels("local", ""));
        var reports = new ReportWriter(
                client,
                namespace,
                new ReportSettings(Duration.ofMinutes(5), new Retention(30, Optional.empty()), OpenReportsMode.FALSE),
                new ReportMetrics(meters),
                () -> true);
        return new DriftLog(reports, _ -> Optional.of(known.owner), _ -> {}, Clock.systemUTC());
    }

    private static GuardDrift deletion(String object) {
        var guard =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        guard.putObject("metadata").put("name", object);
        var event = ObjectDrift.deleted(
                DriftEventType.POLICY,
                guard,
                new Remediation(RemediationAction.REPORT, RemediationStatus.PENDING, null, null));
        return new GuardDrift(List.of(NAME), event, false);
    }
}
