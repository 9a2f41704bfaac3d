package io.kspec.operator.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.devops.DefaultProbe;
import io.kspec.core.devops.DevOpsPolicySpec;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.devops.SystemNamespaces;
import io.kspec.core.devops.enforce.Demand;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.devops.enforce.WorkloadRepair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One evaluation without a cluster: aggregation, system namespaces, status and message.
final class DevOpsPlanTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final DevOpsPolicySpec EVERYTHING =
            new DevOpsPolicySpec(true, true, true, 3, 300L, null, null, null, null);
    private static final JsonNode GOOD = TestPods.essence("nginx:1", true, 0);
    private static final JsonNode BAD = TestPods.essence("nginx:latest", false, 0);
    private static final JsonNode RESTLESS = TestPods.essence("nginx:1", true, 5);

    @Test
    void podsAreAddedUp() {
        assertThat(plan("shop", GOOD, BAD, RESTLESS).evaluation().message())
                .isEqualTo("4 violations across 3 pods — Healthy (87)");
    }

    @Test
    void theSameFaultInManyPodsCountsForEach() {
        assertThat(plan("shop", BAD, BAD).evaluation().violations()).hasSize(6);
        assertThat(plan("shop", BAD, BAD).evaluation().score().value()).isEqualTo(90);
    }

    @Test
    void aSystemNamespaceIsSkipped() {
        assertThat(plan("kube-system", BAD).evaluation().message())
                .isEqualTo("0 violations across 0 pods — Healthy (100)");
    }

    @Test
    void theStatusOfAHealthyNamespace() {
        DevOpsPolicyStatus status = status(GOOD);
        assertThat(status.healthy()).isTrue();
        assertThat(status.healthScore()).isEqualTo(100);
        assertThat(status.violations()).isZero();
    }

    @Test
    void theStatusOfAnUnhealthyNamespace() {
        DevOpsPolicyStatus status = status(RESTLESS);
        assertThat(status.healthy()).isFalse();
        assertThat(status.healthScore()).isEqualTo(70);
        assertThat(status.violations()).isEqualTo(1);
    }

    @Test
    void theStatusSaysWhichGenerationWasEvaluatedAndWhen() {
        DevOpsPolicyStatus status = status(GOOD);
        assertThat(status.observedGeneration()).isEqualTo(3);
        assertThat(status.lastEvaluated()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void theMessageKeepsItsForm() {
        assertThat(status(RESTLESS).message()).isEqualTo("1 violations across 1 pods — Stable (70)");
    }

    @Test
    void eachWorkloadIsPlannedOnce() {
        JsonNode workload = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Deployment")
                .set(
                        "metadata",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("namespace", "shop")
                                .put("name", "web"));
        DevOpsPlan plan = DevOpsPlan.decide(observed("shop", workload), SystemNamespaces.usual(), NOW);
        assertThat(plan.act())
                .isEqualTo(new DevOpsPlan.Act.Mend(
                        List.of(new WorkloadRepair("deployment/shop/web", Optional.empty(), List.of(), List.of()))));
    }

    @Test
    void nothingIsPlannedInASystemNamespaceWhateverThePolicySays() {
        DevOpsPlan plan = DevOpsPlan.decide(
                observed("kube-system", JsonNodeFactory.instance.objectNode()), SystemNamespaces.usual(), NOW);
        assertThat(plan.act()).isInstanceOf(DevOpsPlan.Act.Leave.class);
    }

    private static Observed observed(String namespace, JsonNode workload) {
        var demand = new Demand(true, true, DefaultProbe.USUAL, Optional.empty(), false);
        return new Observed(
                namespace, EVERYTHING, List.of(), new Observed.Workloads.ToEnforce(List.of(workload), demand));
    }

    private static DevOpsPlan plan(String namespace, JsonNode... pods) {
        return DevOpsPlan.decide(
                new Observed(
                        namespace, EVERYTHING, List.of(pods), new Observed.Workloads.Spared(new Enforcement.Audited())),
                SystemNamespaces.usual(),
                NOW);
    }

    private static DevOpsPolicyStatus status(JsonNode... pods) {
        return plan("shop", pods).evaluation().status(3, NOW, List.of(), new Enforcement.Audited());
    }
}
