package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.drift.config.DriftConfigs;
import io.kspec.core.report.DriftSeverity;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.DriftAction;
import io.kspec.core.spec.DriftConfigSpec;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.Rulebooks;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RulingsTest {
    private static final Rulebook PROD = Rulebooks.of("prod", "enforcement: {mode: enforce}");
    private static final Rulebook CAREFUL =
            Rulebooks.of("careful", "enforcement: {mode: enforce, autoRemediate: false}");
    private static final DriftConfigs REPORT_PROD = configs(
            "clusterSpecRef: {name: prod}\nremediation: {strategies: [{action: report}], rateLimit: {burst: 7}}");

    @Test
    void withoutADriftConfigGuardsArePutBack() {
        assertThat(action(DriftConfigs.NONE, guard("prod"))).isEqualTo(DriftAction.REPAIR);
        assertThat(action(DriftConfigs.NONE, guard())).isEqualTo(DriftAction.REPAIR);
    }

    @Test
    void whatOneSpecificationOnlyReportsAndTheOtherMayNotRepairIsReported() {
        assertThat(action(REPORT_PROD, guard("prod", "careful"))).isEqualTo(DriftAction.REPORT);
        assertThat(action(REPORT_PROD, guard("careful"))).isEqualTo(DriftAction.REPORT);
    }

    @Test
    void aGuardOfNobodyGoesByWhatIsSaidOfAll() {
        assertThat(action(configs("remediation: {dryRun: true}"), guard())).isEqualTo(DriftAction.REPORT);
        assertThat(action(REPORT_PROD, guard())).isEqualTo(DriftAction.REPAIR);
    }

    @Test
    void consentIsReadFromTheDriftConfigThatHolds() {
        var rulings = new Rulings(REPORT_PROD, List.of(PROD));
        assertThat(rulings.approved(guard("prod"), "gone")).isTrue();
        assertThat(rulings.approved(guard("prod"), "another")).isFalse();
        assertThat(rulings.approved(guard("careful"), "gone")).isFalse();
        assertThat(rulings.approvedAt(guard("prod"))).isEqualTo("driftconfig ours -n kspec-system");
        assertThat(rulings.burst(guard("prod"))).isEqualTo(7);
    }

    private static DriftAction action(DriftConfigs configs, Guard guard) {
        return new Rulings(configs, List.of(PROD, CAREFUL)).about(guard, DriftSeverity.HIGH);
    }

    private static DriftConfigs configs(String yaml) {
        DriftConfigSpec spec = Serialization.unmarshal(yaml, DriftConfigSpec.class);
        return new DriftConfigs(List.of(new DriftConfigs.Named("kspec-system", "ours", spec, Set.of("gone"))));
    }

    private static Guard guard(String... specifications) {
        var id = new GuardId(ObjectKind.VALIDATING_ADMISSION_POLICY, "x");
        return new Guard(id, JsonNodeFactory.instance.objectNode(), List.of(specifications), true);
    }
}
