package io.kspec.core.devops.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.devops.DefaultProbe;
import io.kspec.core.devops.DefaultResources;
import io.kspec.core.devops.DevOpsMode;
import io.kspec.core.devops.DevOpsPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DemandTest {
    private static final DefaultProbe ONE = new DefaultProbe(1000, null, null);
    private static final DefaultProbe TWO = new DefaultProbe(2000, null, null);
    private static final DefaultResources SMALL = new DefaultResources("10m", null, null, null);

    @Test
    void severalPoliciesAskTogetherWhatAnyOfThemAsks() {
        Demand demand = Demand.of(List.of(policy("b", true, null, null, null), policy("a", null, true, null, null)));
        assertThat(demand.liveness()).isTrue();
        assertThat(demand.readiness()).isTrue();
        assertThat(demand.resources()).isEmpty();
    }

    @Test
    void theFirstByNameGivesTheValues() {
        Demand demand = Demand.of(List.of(
                policy("b", true, null, TWO, SMALL),
                policy("a", true, null, ONE, null),
                policy("c", null, null, null, new DefaultResources("1", "2", "1Gi", "2Gi"))));
        assertThat(demand.probe()).isEqualTo(ONE);
        assertThat(demand.resources()).contains(new DefaultResources("10m", "500m", "128Mi", "256Mi"));
    }

    @Test
    void theFirstByNameLeads() {
        assertThat(Demand.leader(List.of(policy("b", true, null, null, null), policy("a", null, null, null, null))))
                .contains("a");
        assertThat(Demand.leader(List.of())).isEmpty();
    }

    @Test
    void withoutAProbeItsDefaultsHold() {
        DefaultProbe probe =
                Demand.of(List.of(policy("a", true, null, null, null))).probe();
        assertThat(probe.port()).isEqualTo(Optional.empty());
        assertThat(probe.delay()).isEqualTo(5);
        assertThat(probe.period()).isEqualTo(10);
    }

    @Test
    void managedWorkloadsAreMendedOnlyWhenAPolicySaysSo() {
        DevOpsPolicySpec spec = DevOpsPolicySpec.NOTHING;
        assertThat(Demand.of(List.of(EnforcingPolicy.of("a", spec, Map.of()))).evenManaged())
                .isFalse();
        assertThat(Demand.of(List.of(
                                EnforcingPolicy.of("a", spec, Map.of("devops.stochastic.io/enforce-also", "managed"))))
                        .evenManaged())
                .isTrue();
    }

    private static EnforcingPolicy policy(
            String name, Boolean liveness, Boolean readiness, DefaultProbe probe, DefaultResources resources) {
        return EnforcingPolicy.of(
                name,
                new DevOpsPolicySpec(null, liveness, readiness, null, null, DevOpsMode.ENFORCE, probe, resources, null),
                Map.of());
    }
}
