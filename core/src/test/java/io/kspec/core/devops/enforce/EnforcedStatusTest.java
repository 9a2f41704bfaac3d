package io.kspec.core.devops.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.devops.EnabledChecks;
import io.kspec.core.devops.PolicyEvaluation;
import io.kspec.core.devops.SystemNamespaces;
import io.kspec.core.failure.Failure;
import io.kspec.core.status.Condition;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a status tells of enforcement.
final class EnforcedStatusTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Skip PAUSED = new Skip("deployment/shop/web", SkipReason.PAUSED, "its rollout is paused");

    @Test
    void anAuditSaysNothingOfRemediations() {
        DevOpsPolicyStatus status = status("shop", new Enforcement.Audited());
        assertThat(status.remediationsApplied()).isNull();
        assertThat(status.remediationsFailed()).isNull();
        assertThat(status.remediatedWorkloads()).isEmpty();
        assertThat(enforced(status))
                .extracting(Condition::status, Condition::reason)
                .containsExactly("False", "Audit");
    }

    @Test
    void workloadsAreCountedAndNamed() {
        DevOpsPolicyStatus status =
                status("shop", new Enforcement.Done(List.of("deployment/shop/web"), List.of(), List.of()));
        assertThat(status.remediationsApplied()).isEqualTo(1);
        assertThat(status.remediationsFailed()).isZero();
        assertThat(status.remediatedWorkloads()).containsExactly("deployment/shop/web");
        assertThat(enforced(status))
                .extracting(Condition::status, Condition::reason)
                .containsExactly("True", "Enforced");
    }

    @Test
    void aFailureOutweighsWhatWasLeft() {
        DevOpsPolicyStatus status =
                status("shop", new Enforcement.Done(List.of(), List.of("deployment/shop/a: refused"), List.of(PAUSED)));
        assertThat(status.remediationsFailed()).isEqualTo(1);
        assertThat(enforced(status).reason()).isEqualTo("RemediationFailed");
        assertThat(enforced(status).message()).isEqualTo("1 could not be mended: deployment/shop/a: refused.");
    }

    @Test
    void whatWasLeftIsNamedUpToFive() {
        DevOpsPolicyStatus status =
                status("shop", new Enforcement.Done(List.of(), List.of(), Collections.nCopies(7, PAUSED)));
        assertThat(enforced(status).status()).isEqualTo("False");
        assertThat(enforced(status).message())
                .startsWith("7 left as they are: deployment/shop/web: its rollout is paused; ")
                .endsWith("; and 2 more.");
    }

    @Test
    void aPolicyThatAnotherLeadsSaysWhich() {
        assertThat(enforced(status("shop", new Enforcement.LedBy("a"))).message())
                .startsWith("Policy a comes first");
    }

    @Test
    void workloadsThatCouldNotBeReadAreUnknown() {
        Condition condition =
                enforced(status("shop", new Enforcement.Unread(new Failure.Forbidden("list", "deployments", "shop"))));
        assertThat(condition.status()).isEqualTo("Unknown");
        assertThat(condition.reason()).isEqualTo("Forbidden");
    }

    @Test
    void theSystemIsNeverEnforced() {
        assertThat(enforced(status("kube-system", new Enforcement.Audited())).reason())
                .isEqualTo("SystemNamespace");
    }

    private static DevOpsPolicyStatus status(String namespace, Enforcement enforcement) {
        return PolicyEvaluation.of(EnabledChecks.all(), namespace, List.of(), SystemNamespaces.usual(), NOW)
                .status(1, NOW, List.of(), enforcement);
    }

    private static Condition enforced(DevOpsPolicyStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals("Enforced"))
                .findFirst()
                .orElseThrow();
    }
}
