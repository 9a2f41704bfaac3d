package io.kspec.operator.specification;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.core.status.Condition;
import io.kspec.core.status.EnforcementStatus;
import io.kspec.core.status.ExemptionsStatus;
import io.kspec.core.status.Phase;
import io.kspec.kube.event.Occurrence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatusEventsTest {
    private static final Condition VALID = condition("SpecValid", "True", "the specification is valid");
    private static final Condition INVALID = condition("SpecValid", "False", "spec.kubernetes: the range is empty");

    @Test
    void aStatusThatStaysSaysNothing() {
        ClusterSpecStatus status = status(Phase.ACTIVE, 90, "audit", null, VALID);
        assertThat(StatusEvents.between(Optional.of(status), status)).isEmpty();
    }

    @Test
    void aFirstScanTellsItsScore() {
        assertThat(reasons(null, status(Phase.ACTIVE, 90, "audit", null, VALID)))
                .containsExactly("SpecificationValid", "ScanCompleted");
    }

    @Test
    void anInvalidSpecificationIsAWarningThatSaysWhy() {
        List<Occurrence> events = StatusEvents.between(
                Optional.of(status(Phase.ACTIVE, 90, "audit", null, VALID)),
                status(Phase.FAILED, 90, "audit", null, INVALID));
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(Occurrence.Kind.WARNING);
            assertThat(event.reason()).isEqualTo("SpecificationInvalid");
            assertThat(event.note()).contains("spec.kubernetes");
        });
    }

    @Test
    void aScanThatFailedIsAWarning() {
        assertThat(reasons(
                        status(Phase.ACTIVE, 90, "audit", null, VALID),
                        status(Phase.FAILED, 90, "audit", null, VALID, condition("Ready", "False", "refused"))))
                .containsExactly("ScanFailed");
    }

    @Test
    void aChangedModeIsToldWithBoth() {
        List<Occurrence> events = StatusEvents.between(
                Optional.of(status(Phase.ACTIVE, 90, "audit", null, VALID)),
                status(Phase.ACTIVE, 90, "enforce", null, VALID));
        assertThat(events).singleElement().satisfies(event -> assertThat(event.note())
                .isEqualTo("the mode is enforce now and was audit"));
    }

    @Test
    void anExemptionThatWillEndAndOneThatEndedAreWarnings() {
        ClusterSpecStatus none = status(Phase.ACTIVE, 90, "audit", null, VALID);
        assertThat(reasons(none, status(Phase.ACTIVE, 90, "audit", new ExemptionsStatus(1, 1, 0, "soon"), VALID)))
                .containsExactly("ExemptionExpiring");
        assertThat(reasons(none, status(Phase.ACTIVE, 90, "audit", new ExemptionsStatus(0, 0, 1, null), VALID)))
                .containsExactly("ExemptionExpired");
    }

    @Test
    void conditionsThatTurnAreTold() {
        ClusterSpecStatus before =
                status(Phase.ACTIVE, 90, "audit", null, VALID, condition("WebhookReady", "True", ""));
        assertThat(reasons(
                        before,
                        status(
                                Phase.ACTIVE,
                                90,
                                "audit",
                                null,
                                VALID,
                                condition("WebhookReady", "False", "gone"),
                                condition("DriftDetected", "True", "not as intended"))))
                .containsExactly("WebhookUnavailable", "DriftDetected");
    }

    private static List<String> reasons(ClusterSpecStatus before, ClusterSpecStatus after) {
        return StatusEvents.between(Optional.ofNullable(before), after).stream()
                .map(Occurrence::reason)
                .toList();
    }

    private static ClusterSpecStatus status(
            Phase phase, int score, String mode, ExemptionsStatus exemptions, Condition... conditions) {
        return new ClusterSpecStatus(
                phase,
                1L,
                null,
                null,
                score,
                List.of(conditions),
                null,
                new EnforcementStatus(true, mode, null, 0, List.of(), null, null),
                null,
                List.of(),
                exemptions,
                List.of(),
                List.of());
    }

    private static Condition condition(String type, String status, String message) {
        return new Condition(type, status, "Because", message, "2026-01-01T00:00:00Z", 1);
    }
}
