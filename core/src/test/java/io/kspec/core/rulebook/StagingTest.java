package io.kspec.core.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.rule.RuleId;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StagingTest {
    private static final Map<String, Map<String, String>> NAMESPACES =
            Map.of("early", Map.of("stage", "canary"), "late", Map.of());
    private static final NamespaceLabels LABELS = namespace -> Optional.ofNullable(NAMESPACES.get(namespace));
    private static final String FROM = "enforceFrom: '2026-06-15T12:00:00Z'";
    private static final String CANARY = "canaryNamespaces: {matchLabels: {stage: canary}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: enforce                                                    | early | 11:59:59 | ENFORCE",
                "mode: enforce, FROM                                              | late  | 11:59:59 | AUDIT",
                "mode: enforce, FROM                                              | late  | 12:00:00 | ENFORCE",
                "mode: enforce, CANARY                                            | early | 11:59:59 | ENFORCE",
                "mode: enforce, CANARY                                            | late  | 23:59:59 | AUDIT",
                "mode: enforce, FROM, CANARY                                      | early | 11:59:59 | ENFORCE",
                "mode: enforce, FROM, CANARY                                      | late  | 11:59:59 | AUDIT",
                "mode: enforce, FROM, CANARY                                      | late  | 12:00:00 | ENFORCE",
                "mode: audit, FROM, CANARY                                        | early | 12:00:00 | AUDIT",
                "mode: monitor, FROM, CANARY                                      | early | 12:00:00 | MONITOR",
            })
    void aStageSaysWhereAndWhenEnforceRefuses(String enforcement, String namespace, String time, Mode mode) {
        assertThat(at(rulebook(enforcement), namespace, time).mode()).isEqualTo(mode);
    }

    @Test
    void whatOnlyWarnsFailsOpenAndItsNativePoliciesAudit() {
        Enforcement before = at(rulebook("mode: enforce, nativePolicies: Deny, FROM"), "late", "11:00:00");
        assertThat(before.failurePolicy()).isEqualTo(FailurePolicy.IGNORE);
        assertThat(before.nativePolicies()).isEqualTo(NativePolicyAction.AUDIT);
        assertThat(at(rulebook("mode: enforce, nativePolicies: 'Off', FROM"), "late", "11:00:00")
                        .nativePolicies())
                .isEqualTo(NativePolicyAction.OFF);
    }

    @Test
    void aNamespaceThatIsNotKnownCountsAsACanary() {
        assertThat(at(rulebook("mode: enforce, CANARY"), "unseen", "11:00:00").mode())
                .isEqualTo(Mode.ENFORCE);
        assertThat(at(
                                rulebook("mode: enforce, canaryNamespaces:"
                                        + " {matchLabels: {kubernetes.io/metadata.name: early}}"),
                                "unseen",
                                "11:00:00")
                        .mode())
                .isEqualTo(Mode.AUDIT);
    }

    @Test
    void theStrictestPlaceDecidesForTheWholeCluster() {
        assertThat(rulebook("mode: enforce, CANARY")
                        .enforcementAt(time("11:00:00"))
                        .mode())
                .isEqualTo(Mode.ENFORCE);
        assertThat(rulebook("mode: enforce, FROM")
                        .enforcementAt(time("11:00:00"))
                        .mode())
                .isEqualTo(Mode.AUDIT);
    }

    @Test
    void onceItHasBegunTheTimeIsNotWaitedFor() {
        var circumstances = new Circumstances(LABELS, time("11:00:00"));
        assertThat(rulebook("mode: enforce, FROM, CANARY")
                        .enforcementOnceBegun(circumstances, "late")
                        .mode())
                .isEqualTo(Mode.ENFORCE);
        assertThat(rulebook("mode: enforce, CANARY")
                        .enforcementOnceBegun(circumstances, "late")
                        .mode())
                .isEqualTo(Mode.AUDIT);
    }

    @Test
    void theNextChangeIsTheNearestTimeThatIsStillToCome() {
        Rulebook rulebook = Rulebooks.of("""
                enforcement: {mode: enforce, enforceFrom: '2026-06-15T12:00:00Z'}
                policyExemptions: [{name: a, reason: long enough now, approver: b, expiresAt: '2026-06-15T11:30:00Z'}]
                podSecurity:
                  enforce: baseline
                  exemptions: [{namespace: c, level: privileged, reason: d, expiresAt: '2026-06-15T13:00:00Z'}]
                """);
        assertThat(rulebook.nextChange(time("11:00:00"))).contains(time("11:30:00"));
        assertThat(rulebook.nextChange(time("11:30:00"))).contains(time("12:00:00"));
        assertThat(rulebook.nextChange(time("12:00:00"))).contains(time("13:00:00"));
        assertThat(rulebook.nextChange(time("13:00:00"))).isEmpty();
    }

    @Test
    void aRuleIsHeldInItsOwnMilderMode() {
        Enforcement enforcement = Rulebooks.of("""
                        enforcement:
                          mode: enforce
                          rules:
                          - {rule: workload.security, mode: audit}
                          - {rule: images-avoid-the-latest-tag, mode: enforce}
                        workloads: {images: {requireDigests: true, disallowLatestTag: true}, containers: {required: [{key: stdin}]}}
                        """).enforcement();
        assertThat(enforcement.ruleModes().byRule().values()).contains(Mode.AUDIT, Mode.ENFORCE);
        assertThat(enforcement.of(id("container-field-is-set", "stdin")).mode()).isEqualTo(Mode.AUDIT);
        assertThat(enforcement.of(id("images-avoid-the-latest-tag", "")).mode()).isEqualTo(Mode.ENFORCE);
        assertThat(enforcement
                        .atMost(Mode.MONITOR)
                        .of(id("images-avoid-the-latest-tag", ""))
                        .mode())
                .isEqualTo(Mode.MONITOR);
    }

    private static RuleId id(String rule, String parameter) {
        return new RuleId(rule, parameter);
    }

    private static Enforcement at(Rulebook rulebook, String namespace, String time) {
        return rulebook.enforcementAt(new Circumstances(LABELS, time(time)), namespace);
    }

    private static Rulebook rulebook(String enforcement) {
        return Rulebooks.of(
                "enforcement: {%s}".formatted(enforcement.replace("FROM", FROM).replace("CANARY", CANARY)));
    }

    private static Instant time(String time) {
        return Instant.parse("2026-06-15T%sZ".formatted(time));
    }
}
