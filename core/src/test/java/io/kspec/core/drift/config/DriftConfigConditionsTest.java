package io.kspec.core.drift.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.status.Condition;
import io.kspec.core.status.DriftConfigStatus;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DriftConfigConditionsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00.5Z");
    private static final SpecProblem PROBLEM =
            new SpecProblem(FieldPath.of("spec.interval"), "\"1s\" is shorter than 30s", "Write 5m.");

    @Test
    void whatIsInForceIsReady() {
        DriftConfigStatus status = status(List.of(), true, List.of());
        assertThat(status.conditions()).singleElement().satisfies(ready -> {
            assertThat(ready.status()).isEqualTo("True");
            assertThat(ready.reason()).isEqualTo("InForce");
            assertThat(ready.lastTransitionTime()).isEqualTo("2026-06-15T12:00:00Z");
        });
        assertThat(status.lastRun()).isEqualTo("2026-06-15T12:00:00Z");
        assertThat(status.nextRun()).isEqualTo("2026-06-15T12:05:00Z");
        assertThat(status.openEvents()).isEqualTo(2);
        assertThat(status.observedGeneration()).isEqualTo(4);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(ready(status(List.of(PROBLEM), false, List.of())).reason()).isEqualTo("InvalidSpec");
        assertThat(ready(status(List.of(PROBLEM), false, List.of())).message())
                .contains("spec.interval")
                .contains("the defaults hold");
    }

    @Test
    void whatNoSpecificationGoesByIsNotInForce() {
        assertThat(ready(status(List.of(), false, List.of())).reason()).isEqualTo("NotInForce");
    }

    @Test
    void theTransitionTimeMovesOnlyWithTheStatus() {
        var before = new Condition("Ready", "True", "Other", "m", "2026-01-01T00:00:00Z", 1);
        assertThat(ready(status(List.of(), true, List.of(before))).lastTransitionTime())
                .isEqualTo("2026-01-01T00:00:00Z");
        assertThat(ready(status(List.of(), false, List.of(before))).lastTransitionTime())
                .isEqualTo("2026-06-15T12:00:00Z");
    }

    private static Condition ready(DriftConfigStatus status) {
        return status.conditions().getFirst();
    }

    private static DriftConfigStatus status(List<SpecProblem> problems, boolean holds, List<Condition> before) {
        var facts = new DriftConfigConditions.Facts(
                4, problems, holds, Optional.of(NOW), Optional.of(NOW.plusSeconds(300)), 2);
        return DriftConfigConditions.of(facts, before, NOW);
    }
}
