package io.kspec.core.devops.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Yaml;
import io.kspec.core.devops.DefaultProbe;
import io.kspec.core.devops.DefaultResources;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkloadRepairTest {
    private static final DefaultResources RESOURCES = new DefaultResources(null, null, null, "1Gi").complete();
    private static final Demand PROBES = new Demand(true, true, DefaultProbe.USUAL, Optional.empty(), false);
    private static final Demand EVERYTHING = new Demand(true, true, DefaultProbe.USUAL, Optional.of(RESOURCES), false);

    @Test
    void missingProbesAreAddedOnTheFirstTcpPort() {
        WorkloadRepair repair = repair("""
                containers:
                  - name: app
                    ports: [{containerPort: 53, protocol: UDP}, {containerPort: 80}, {containerPort: 81}]
                """, PROBES);
        assertThat(repair.patch()).contains(patch("""
                containers:
                  - name: app
                    livenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 5, periodSeconds: 10}
                    readinessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 5, periodSeconds: 10}
                """));
        assertThat(repair.added())
                .containsExactly(
                        "container app: livenessProbe on TCP port 80", "container app: readinessProbe on TCP port 80");
        assertThat(repair.skipped()).isEmpty();
    }

    @Test
    void aProbeThatIsThereStays() {
        WorkloadRepair repair = repair("""
                containers:
                  - {name: app, livenessProbe: {}, ports: [{containerPort: 80}]}
                """, PROBES);
        assertThat(containers(repair).path(0).has("livenessProbe")).isFalse();
        assertThat(containers(repair).path(0).has("readinessProbe")).isTrue();
    }

    @Test
    void aProbeThatNobodyRequiresIsNotAdded() {
        var demand = new Demand(false, true, DefaultProbe.USUAL, Optional.empty(), false);
        assertThat(repair("containers: [{name: app, ports: [{containerPort: 80}]}]", demand)
                        .added())
                .containsExactly("container app: readinessProbe on TCP port 80");
    }

    @Test
    void theValuesOfThePolicyAreTaken() {
        var demand = new Demand(true, false, new DefaultProbe(9000, 0, 3), Optional.empty(), false);
        assertThat(containers(repair("containers: [{name: app, ports: [{containerPort: 80}]}]", demand)))
                .isEqualTo(Yaml.one("""
                        - name: app
                          livenessProbe: {tcpSocket: {port: 9000}, initialDelaySeconds: 0, periodSeconds: 3}
                        """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            containers: [{name: app}]
            containers: [{name: app, ports: [{containerPort: 53, protocol: UDP}]}]
            containers: [{name: app, ports: [{containerPort: 53, protocol: SCTP}]}]
            """)
    void withoutATcpPortNoProbeIsInvented(String spec) {
        WorkloadRepair repair = repair(spec, PROBES);
        assertThat(repair.patch()).isEmpty();
        assertThat(repair.skipped())
                .hasSize(2)
                .allMatch(skip -> skip.reason() == SkipReason.NO_KNOWN_PORT)
                .anyMatch(skip -> skip.sentence()
                        .equals("deployment/shop/web: container app lacks a livenessProbe and declares no TCP port; "
                                + "declare one, or set spec.defaultProbe.tcpPort"));
    }

    @Test
    void oneContainerWithoutPortDoesNotKeepTheOtherFromItsProbe() {
        WorkloadRepair repair = repair("containers: [{name: app, ports: [{containerPort: 80}]}, {name: log}]", PROBES);
        assertThat(containers(repair)).hasSize(1);
        assertThat(repair.skipped()).hasSize(2);
    }

    /// An API server moves what an apply names before what it does not.
    @Test
    void aContainerBehindAnotherStaysBehindIt() {
        WorkloadRepair repair = repair("containers: [{name: log}, {name: app, ports: [{containerPort: 80}]}]", PROBES);
        assertThat(containers(repair)).hasSize(2);
        assertThat(containers(repair).path(0)).isEqualTo(Yaml.one("{name: log}"));
        assertThat(containers(repair).path(1).path("name").asText()).isEqualTo("app");
    }

    @Test
    void resourcesAreAddedWhereThereAreNone() {
        var demand = new Demand(false, false, DefaultProbe.USUAL, Optional.of(RESOURCES), false);
        WorkloadRepair repair = repair("containers: [{name: app, resources: {requests: {}}}]", demand);
        assertThat(containers(repair)).isEqualTo(Yaml.one("""
                - name: app
                  resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: 500m, memory: 1Gi}}
                """));
        assertThat(repair.added())
                .containsExactly("container app: requests 100m CPU and 128Mi memory, limits 500m and 1Gi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {requests: {cpu: 1m}}
            {limits: {memory: 1Gi}}
            {limits: {example.com/gpu: "1"}}
            """)
    void anyRequestOrLimitLeavesTheContainerAlone(String resources) {
        var demand = new Demand(false, false, DefaultProbe.USUAL, Optional.of(RESOURCES), false);
        assertThat(repair("containers: [{name: app, resources: %s}]".formatted(resources), demand))
                .isEqualTo(nothing());
    }

    @Test
    void resourcesThatContradictThemselvesAreNotAdded() {
        DefaultResources values = new DefaultResources("600m", null, null, null).complete();
        var demand = new Demand(true, false, DefaultProbe.USUAL, Optional.of(values), false);
        WorkloadRepair repair = repair("containers: [{name: app, ports: [{containerPort: 80}]}]", demand);
        assertThat(repair.added()).containsExactly("container app: livenessProbe on TCP port 80");
        assertThat(repair.skipped()).singleElement().satisfies(skip -> {
            assertThat(skip.reason()).isEqualTo(SkipReason.VALUES_CONTRADICT);
            assertThat(skip.why()).endsWith("contradicts itself: cpuRequest 600m is above cpuLimit 500m");
        });
    }

    @ParameterizedTest
    @CsvSource({"1Gi,1024Mi,true", "1Gi,1Gi,true", "2Gi,1Gi,false", "1025Mi,1Gi,false"})
    void aRequestMayReachItsLimitHoweverItIsWritten(String request, String limit, boolean fine) {
        assertThat(new DefaultResources(null, null, request, limit)
                        .contradiction()
                        .isEmpty())
                .isEqualTo(fine);
    }

    @Test
    void resourcesAreNeverTouchedUnlessThePolicyNamesThem() {
        assertThat(repair("containers: [{name: app, livenessProbe: {}, readinessProbe: {}}]", PROBES))
                .isEqualTo(nothing());
    }

    @Test
    void initContainersAreLeftAlone() {
        assertThat(repair("initContainers: [{name: setup, ports: [{containerPort: 80}]}]", EVERYTHING))
                .isEqualTo(nothing());
    }

    /// An applied change that leaves out an earlier one takes that back.
    @Test
    void whatWasAddedEarlierIsSaidAgain() {
        ObjectNode workload = workload("""
                containers:
                  - name: app
                    livenessProbe: {tcpSocket: {port: 80}, initialDelaySeconds: 7, periodSeconds: 10, timeoutSeconds: 1}
                    readinessProbe: {}
                  - {name: late, ports: [{containerPort: 81}], readinessProbe: {}}
                """);
        workload.withObject("/metadata").set("managedFields", Yaml.one("""
                - manager: kspec-devops
                  operation: Apply
                  fieldsV1:
                    "f:spec": {"f:template": {"f:spec": {"f:containers": {"k:{\\"name\\":\\"app\\"}": {
                      ".": {}, "f:name": {}, "f:livenessProbe": {"f:initialDelaySeconds": {}, "f:periodSeconds": {},
                      "f:tcpSocket": {"f:port": {}}}}}}}}
                """));
        assertThat(containers(WorkloadRepair.of(workload, PROBES))).isEqualTo(Yaml.one("""
                - name: app
                  livenessProbe: {initialDelaySeconds: 7, periodSeconds: 10, tcpSocket: {port: 80}}
                - name: late
                  livenessProbe: {tcpSocket: {port: 81}, initialDelaySeconds: 5, periodSeconds: 10}
                """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            metadata | {deletionTimestamp: "2026-03-01T12:00:00Z"}                                | BEING_DELETED     | it is being deleted
            metadata | {annotations: {devops.stochastic.io/enforcement: disabled}}                | OPTED_OUT         | no reason is given
            metadata | {annotations: {devops.stochastic.io/enforcement: disabled, devops.stochastic.io/enforcement-reason: legacy}} | OPTED_OUT | legacy
            metadata | {ownerReferences: [{kind: Rollout, name: web, controller: true}]}          | CONTROLLED        | Rollout web
            metadata | {labels: {app.kubernetes.io/managed-by: Helm}}                             | MANAGED_ELSEWHERE | Helm
            spec     | {paused: true}                                                             | PAUSED            | paused
            spec     | {updateStrategy: {type: OnDelete}}                                         | UPDATED_BY_HAND   | OnDelete
            spec     | {replicas: 0}                                                              | NO_REPLICAS       | zero
            """)
    void aWorkloadThatStandsAgainstItIsLeftAndSaysWhy(String part, String more, SkipReason reason, String why) {
        ObjectNode workload = workload("containers: [{name: app, ports: [{containerPort: 80}]}]");
        workload.withObject("/" + part).setAll((ObjectNode) Yaml.one(more));
        WorkloadRepair repair = WorkloadRepair.of(workload, PROBES);
        assertThat(repair.patch()).isEmpty();
        assertThat(repair.skipped()).singleElement().satisfies(skip -> {
            assertThat(skip.reason()).isEqualTo(reason);
            assertThat(skip.why()).contains(why);
        });
    }

    @Test
    void aWorkloadThatAToolKeepsIsMendedWhenThePolicyAsksForIt() {
        ObjectNode workload = workload("containers: [{name: app, ports: [{containerPort: 80}]}]");
        workload.withObject("/metadata/labels").put("app.kubernetes.io/managed-by", "Helm");
        var demand = new Demand(true, true, DefaultProbe.USUAL, Optional.empty(), true);
        assertThat(WorkloadRepair.of(workload, demand).patch()).isPresent();
    }

    @Test
    void aCompliantWorkloadIsNotReportedWhateverStandsAgainstIt() {
        ObjectNode workload = workload("containers: [{name: app, livenessProbe: {}, readinessProbe: {}}]");
        workload.withObject("/spec").put("paused", true);
        assertThat(WorkloadRepair.of(workload, PROBES)).isEqualTo(nothing());
    }

    private static WorkloadRepair nothing() {
        return new WorkloadRepair("deployment/shop/web", Optional.empty(), List.of(), List.of());
    }

    private static WorkloadRepair repair(String podSpec, Demand demand) {
        return WorkloadRepair.of(workload(podSpec), demand);
    }

    private static JsonNode containers(WorkloadRepair repair) {
        return repair.patch().orElseThrow().at("/spec/template/spec/containers");
    }

    private static ObjectNode workload(String podSpec) {
        var workload = (ObjectNode) Yaml.one("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, uid: u, resourceVersion: "7"}
                """);
        workload.withObject("/spec/template").set("spec", Yaml.one(podSpec));
        return workload;
    }

    private static ObjectNode patch(String podSpec) {
        ObjectNode patch = workload(podSpec);
        patch.withObject("/spec/template/metadata/annotations")
                .put("devops.stochastic.io/patched-by", "kube-devops-operator");
        return patch;
    }
}
