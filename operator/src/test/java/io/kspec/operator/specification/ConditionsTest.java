package io.kspec.operator.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.failure.Failure;
import io.kspec.core.scan.ScanResult;
import io.kspec.core.scan.Summary;
import io.kspec.core.status.Condition;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import io.kspec.operator.Rulebooks;
import io.kspec.operator.admission.ShadowCounts;
import io.kspec.operator.certificate.CertificateState;
import io.kspec.operator.guard.GuardState;
import io.kspec.operator.guard.Kyverno;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConditionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aClusterWithoutFailuresIsCompliant() {
        assertThat(condition("Ready", scanned(5, 0, 0))).satisfies(ready -> {
            assertThat(ready.status()).isEqualTo("True");
            assertThat(ready.reason()).isEqualTo("AllChecksPassed");
            assertThat(ready.message()).isEqualTo("Cluster is compliant");
        });
        assertThat(condition("Compliant", scanned(5, 0, 0)).status()).isEqualTo("True");
    }

    @Test
    void failuresLeaveReadyTrueWithAnotherReason() {
        assertThat(condition("Ready", scanned(45, 3, 0))).satisfies(ready -> {
            assertThat(ready.status()).isEqualTo("True");
            assertThat(ready.reason()).isEqualTo("ChecksFailed");
        });
        assertThat(condition("Compliant", scanned(45, 3, 0)).status()).isEqualTo("False");
    }

    @Test
    void whatWasNotEvaluatedIsNeverCompliant() {
        assertThat(condition("Compliant", scanned(5, 0, 1)).status()).isEqualTo("Unknown");
        assertThat(condition("Compliant", scanned(0, 0, 4)).status()).isEqualTo("Unknown");
    }

    @Test
    void beforeTheFirstScanNothingIsKnown() {
        assertThat(condition("Ready", facts(List.of(), Optional.empty(), Optional.empty()))
                        .status())
                .isEqualTo("Unknown");
    }

    @Test
    void anInvalidSpecificationIsNotReadyAndSaysWhy() {
        var problem = new SpecProblem(FieldPath.of("spec.kubernetes.minVersion"), "\"x\" is no version", "Write 1.30.");
        Facts facts = facts(List.of(problem), Optional.empty(), Optional.empty());
        assertThat(condition("Ready", facts)).satisfies(ready -> {
            assertThat(ready.status()).isEqualTo("False");
            assertThat(ready.reason()).isEqualTo("InvalidSpec");
            assertThat(ready.message()).contains("spec.kubernetes.minVersion").contains("Write 1.30.");
        });
        assertThat(condition("SpecValid", facts).status()).isEqualTo("False");
    }

    @Test
    void aReportThatCouldNotBeStoredIsNotReady() {
        Facts facts =
                facts(List.of(), scan(1, 0, 0), Optional.of(new Failure.Forbidden("write", "compliancereports", "x")));
        assertThat(condition("Ready", facts).reason()).isEqualTo("ReconciliationFailed");
    }

    @Test
    void theTransitionTimeMovesOnlyWithTheStatus() {
        List<Condition> first = Conditions.of(scanned(5, 0, 0), List.of(), NOW);
        List<Condition> later = Conditions.of(scanned(4, 1, 0), first, NOW.plusSeconds(60));
        assertThat(find("Ready", later).lastTransitionTime()).isEqualTo(NOW.toString());
        assertThat(find("Compliant", later).lastTransitionTime())
                .isEqualTo(NOW.plusSeconds(60).toString());
    }

    @Test
    void everyConditionIsAlwaysPresentReadyFirst() {
        assertThat(Conditions.of(scanned(1, 1, 1), List.of(), NOW))
                .extracting(Condition::type)
                .containsExactly(
                        "Ready",
                        "SpecValid",
                        "Compliant",
                        "PolicyEnforced",
                        "DriftDetected",
                        "WebhookReady",
                        "CertificateReady");
    }

    @Test
    void theSameFactsGiveTheSameStatus() {
        var first = SpecificationStatus.of(scanned(5, 1, 0), Optional.empty(), NOW);
        assertThat(SpecificationStatus.of(scanned(5, 1, 0), Optional.of(first), NOW.plusSeconds(9)))
                .isEqualTo(first);
    }

    private static Facts scanned(int passed, int failed, int notEvaluated) {
        return facts(List.of(), scan(passed, failed, notEvaluated), Optional.empty());
    }

    private static Optional<LastScan> scan(int passed, int failed, int notEvaluated) {
        int score = passed + failed == 0 ? 0 : 100 * passed / (passed + failed);
        var summary = new Summary(passed + failed + notEvaluated, passed, failed, 0, notEvaluated, 0, score);
        return Optional.of(new LastScan("uid", 1, NOW, new ScanResult("prod", true, summary, List.of(), List.of())));
    }

    @Test
    void driftIsToldByWhatBecomesOfIt() {
        List<String> x = List.of("ValidatingAdmissionPolicy x");
        assertThat(drift(x, List.of(), List.of()).reason()).isEqualTo("DriftFound");
        assertThat(drift(x, List.of(), x).reason()).isEqualTo("RepairAwaitsApproval");
        assertThat(drift(List.of(), x, List.of())).satisfies(fight -> {
            assertThat(fight.status()).isEqualTo("True");
            assertThat(fight.reason()).isEqualTo("RepairFight");
            assertThat(fight.message()).contains("ValidatingAdmissionPolicy x");
        });
        assertThat(drift(List.of(), List.of(), List.of()).reason()).isEqualTo("NoDrift");
    }

    private static Condition drift(List<String> pending, List<String> fights, List<String> waiting) {
        var count = new GuardState.Count(4, 4);
        var guards = new GuardState.InForce(count, count, pending, List.of(), fights, waiting, true);
        return condition("DriftDetected", facts(List.of(), scan(1, 0, 0), Optional.empty(), guards));
    }

    private static Facts facts(List<SpecProblem> problems, Optional<LastScan> scan, Optional<Failure> blocked) {
        var guards =
                new GuardState.InForce(new GuardState.Count(4, 4), new GuardState.Count(0, 0), List.of(), List.of());
        return facts(problems, scan, blocked, guards);
    }

    private static Facts facts(
            List<SpecProblem> problems, Optional<LastScan> scan, Optional<Failure> blocked, GuardState.InForce guards) {
        return new Facts(
                1,
                problems,
                problems.isEmpty() ? Optional.of(Rulebooks.of("enforcement: {mode: enforce}")) : Optional.empty(),
                List.of(),
                scan,
                blocked,
                guards,
                true,
                Optional.empty(),
                Optional.of(new CertificateState(
                        CertificateState.Reason.ISSUED, "issued by kspec's own authority", NOW, "built-in")),
                Optional.empty(),
                new Kyverno.Absent(),
                new ShadowCounts.Counted(NOW, Map.of()),
                Optional.of(NOW));
    }

    private static Condition condition(String type, Facts facts) {
        return find(type, Conditions.of(facts, List.of(), NOW));
    }

    private static Condition find(String type, List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
