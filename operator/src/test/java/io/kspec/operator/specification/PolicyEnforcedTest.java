package io.kspec.operator.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.policy.PolicyFormat;
import io.kspec.core.rule.admission.KyvernoRelease;
import io.kspec.operator.Rulebooks;
import io.kspec.operator.admission.ShadowCounts;
import io.kspec.operator.guard.GuardState.Count;
import io.kspec.operator.guard.GuardState.InForce;
import io.kspec.operator.guard.Kyverno;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PolicyEnforcedTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Kyverno READY =
            new Kyverno.Served(new PolicyFormat.KyvernoPolicy(), Optional.of(new KyvernoRelease(1, 19)), true);
    private static final Kyverno ABSENT = new Kyverno.Absent();
    private static final String ENFORCE = "enforcement: {mode: enforce}\nworkloads: {images: {requireDigests: true}}";

    @Test
    void monitorIsNotEnforced() {
        assertThat(answer("enforcement: {mode: monitor}", held(0, 0, 0, 0), ABSENT)
                        .reason())
                .isEqualTo("MonitorMode");
    }

    @Test
    void readyPoliciesOfKyvernoAreCounted() {
        assertThat(answer(ENFORCE, held(0, 0, 3, 3), READY))
                .isEqualTo(new PolicyEnforced.Answer(
                        "True",
                        "KyvernoPoliciesDeployed",
                        "3 policies enforced (Kyverno; they refuse); Kyverno 1.19 is ready"));
    }

    @Test
    void policiesThatKyvernoDoesNotCallReadyAreNotEnforced() {
        assertThat(answer(ENFORCE, held(0, 0, 2, 3), READY))
                .isEqualTo(new PolicyEnforced.Answer(
                        "False", "PoliciesNotReady", "2 of 3 policies stand as intended; Kyverno 1.19 is ready"));
    }

    @Test
    void nativePoliciesEnforceUntilThoseOfKyvernoAreReady() {
        assertThat(answer(ENFORCE, held(3, 3, 1, 3), READY).reason()).isEqualTo("NativePoliciesDeployed");
    }

    @Test
    void nativePoliciesSayThatKyvernoIsAbsent() {
        assertThat(answer(ENFORCE, held(3, 3, 0, 0), ABSENT))
                .isEqualTo(new PolicyEnforced.Answer(
                        "True",
                        "NativePoliciesDeployed",
                        "3 policies enforced (native; they audit beside the admission webhook);"
                                + " Kyverno is not installed"));
    }

    @Test
    void aStageIsTold() {
        String canary = "enforcement: {mode: enforce, nativePolicies: Deny, enforceFrom: '2026-07-01T00:00:00Z',"
                + " canaryNamespaces: {matchLabels: {a: b}}}";
        assertThat(answer(canary, held(3, 3, 0, 0), ABSENT).message())
                .contains("they refuse in canary namespaces); staged until 2026-07-01T00:00:00Z");
        String later = "enforcement: {mode: enforce, nativePolicies: Deny, enforceFrom: '2026-07-01T00:00:00Z'}";
        assertThat(answer(later, held(3, 3, 0, 0), ABSENT).message())
                .contains("they audit beside the admission webhook); staged until 2026-07-01T00:00:00Z");
    }

    @Test
    void aDemandForKyvernoFailsWhereItIsAbsentOrTooOld() {
        String demanding = ENFORCE + "\nadmission: {requireKyverno: true}";
        assertThat(answer(demanding, held(3, 3, 0, 0), ABSENT)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo("False");
            assertThat(answer.reason()).isEqualTo("KyvernoNotInstalled");
            assertThat(answer.message()).contains("meanwhile 3 policies enforced (native");
        });
        assertThat(answer(demanding, held(3, 3, 0, 0), new Kyverno.Unfit("Kyverno 1.9 is older than 1.10"))
                        .message())
                .endsWith("Kyverno 1.9 is older than 1.10");
    }

    @Test
    void aNameThatBelongsToSomebodyElseIsAConflict() {
        var held = new InForce(new Count(0, 0), new Count(2, 3), List.of(), List.of("ValidatingPolicy x"));
        assertThat(answer(ENFORCE, held, READY))
                .isEqualTo(new PolicyEnforced.Answer(
                        "False", "PolicyConflict", "the name belongs to somebody else's object: ValidatingPolicy x"));
    }

    @Test
    void aPolicyThatIsNotBoundIsNotEnforcedAndIsNamed() {
        var held = new InForce(
                new Count(2, 3), new Count(0, 0), List.of("ValidatingAdmissionPolicyBinding kspec-prod-x"), List.of());
        assertThat(answer(ENFORCE, held, ABSENT))
                .isEqualTo(new PolicyEnforced.Answer(
                        "False",
                        "PoliciesNotReady",
                        "2 of 3 policies stand as intended (not: ValidatingAdmissionPolicyBinding kspec-prod-x);"
                                + " Kyverno is not installed"));
    }

    @Test
    void anOldApiServerLeavesEnforcingToTheWebhook() {
        var held = new InForce(new Count(0, 0), new Count(0, 0), List.of(), List.of(), List.of(), List.of(), false);
        assertThat(answer(ENFORCE, held, ABSENT)).satisfies(answer -> {
            assertThat(answer.reason()).isEqualTo("WebhookOnly");
            assertThat(answer.message()).contains("this API server has no ValidatingAdmissionPolicy");
        });
    }

    @Test
    void withoutPoliciesTheWebhookEnforces() {
        assertThat(answer("enforcement: {mode: enforce, nativePolicies: 'Off'}", held(0, 0, 0, 0), ABSENT)
                        .reason())
                .isEqualTo("WebhookOnly");
    }

    private static InForce held(int natives, int nativesWanted, int kyverno, int kyvernoWanted) {
        return new InForce(new Count(natives, nativesWanted), new Count(kyverno, kyvernoWanted), List.of(), List.of());
    }

    private static PolicyEnforced.Answer answer(String spec, InForce held, Kyverno kyverno) {
        var facts = new Facts(
                1,
                List.of(),
                Optional.of(Rulebooks.of(spec)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                held,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                kyverno,
                new ShadowCounts.Counted(NOW, Map.of()),
                Optional.empty());
        return PolicyEnforced.of(facts, NOW);
    }
}
