package io.kspec.core.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.spec.TemplateAction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EnforcementTest {
    @Test
    void withoutAnyFieldASpecificationMonitors() {
        Enforcement enforcement = Enforcement.of(Yaml.spec("{}"), List.of());
        assertThat(enforcement.mode()).isEqualTo(Mode.MONITOR);
        assertThat(enforcement.webhook()).isTrue();
        assertThat(enforcement.failurePolicy()).isEqualTo(FailurePolicy.IGNORE);
        assertThat(enforcement.timeoutSeconds()).isEqualTo(10);
        assertThat(enforcement.templates()).isEqualTo(TemplateAction.WARN);
        assertThat(enforcement.nativePolicies()).isEqualTo(NativePolicyAction.OFF);
        assertThat(enforcement.repair()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enforcement: {mode: enforce}                                                       | ENFORCE | FAIL   | AUDIT",
                "enforcement: {mode: audit}                                                         | AUDIT   | IGNORE | AUDIT",
                "{enforcement: {mode: enforce}, webhooks: {failurePolicy: Ignore}}                  | ENFORCE | IGNORE | DENY",
                "{enforcement: {mode: enforce}, webhooks: {enabled: false}}                         | ENFORCE | FAIL   | DENY",
                "enforcement: {mode: enforce, nativePolicies: Off}                                  | ENFORCE | FAIL   | OFF",
                "enforcement: {mode: enforce, nativePolicies: Deny}                                 | ENFORCE | FAIL   | DENY",
                "enforcement: {mode: audit, nativePolicies: Deny}                                   | AUDIT   | IGNORE | AUDIT",
                "enforcement: {mode: audit, nativePolicies: Off}                                    | AUDIT   | IGNORE | OFF",
                "enforcement: {mode: monitor, nativePolicies: Deny}                                 | MONITOR | IGNORE | OFF",
                "enforcement: {enabled: false, mode: enforce}                                       | MONITOR | IGNORE | OFF",
            })
    void nativePoliciesDenyOnlyWhereNothingElseWould(
            String spec, Mode mode, FailurePolicy failurePolicy, NativePolicyAction nativePolicies) {
        Enforcement enforcement = Enforcement.of(Yaml.spec(spec), List.of());
        assertThat(enforcement.mode()).isEqualTo(mode);
        assertThat(enforcement.failurePolicy()).isEqualTo(failurePolicy);
        assertThat(enforcement.nativePolicies()).isEqualTo(nativePolicies);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enforcement: {mode: enforce}                       | DENY",
                "enforcement: {mode: enforce, nativePolicies: Off}  | OFF",
                "enforcement: {mode: audit}                         | AUDIT",
                "enforcement: {mode: monitor}                       | OFF",
            })
    void whereNothingFailsClosedNativePoliciesDenyUnlessTheSpecificationSaysWhatTheyDo(
            String spec, NativePolicyAction nativePolicies) {
        Enforcement failing = Rulebooks.of(spec).failingOpen().enforcement();
        assertThat(failing.failurePolicy()).isEqualTo(FailurePolicy.IGNORE);
        assertThat(failing.nativePolicies()).isEqualTo(nativePolicies);
    }

    @Test
    void aRulebookJudgesAWorkloadByEachOfItsRulesInOrder() {
        Rulebook rulebook = Rulebooks.of("""
                version: 1.2.0
                podSecurity: {enforce: privileged}
                workloads: {containers: {required: [{key: stdin}]}, images: {requireDigests: true}}
                """);
        assertThat(rulebook.version()).contains("1.2.0");
        assertThat(rulebook.clusterRules()).hasSize(1);
        assertThat(rulebook.judge(Yaml.workload("{apiVersion: v1, kind: Pod, spec: {}}"), Rulebooks.NOW))
                .extracting(judgement -> judgement.rule().id().rule())
                .containsExactly("container-field-is-set", "images-are-named-by-digest");
    }

    @Test
    void theSameSpecificationCompilesToTheSameRules() {
        String spec = "workloads: {containers: {required: [{key: stdin}, {key: stdin, exists: true}, {key: stdin}]}}";
        assertThat(Rulebooks.of(spec).workloadRules())
                .extracting(rule -> rule.id().toString())
                .containsExactly("container-field-is-set[stdin]", "container-field-is-set[stdin#2]");
    }
}
