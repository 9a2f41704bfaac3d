package io.kspec.core.devops;

import java.util.Optional;

/// Which checks run, and from where on they mind.
///
/// @param maxRestarts restarts that are still fine; empty when restarts are not checked
/// @param maxPending seconds that a pod may be Pending; 0 for none at all, empty when it is not checked
/// @param severities where they are not the usual ones
public record EnabledChecks(
        boolean latestTag,
        boolean livenessProbe,
        boolean readinessProbe,
        Optional<Integer> maxRestarts,
        Optional<Long> maxPending,
        SeverityOverrides severities) {
    private static final int USUAL_RESTARTS = 3;

    /// Without a policy: everything, with three restarts and no Pending pod at all.
    public static EnabledChecks all() {
        return new EnabledChecks(
                true, true, true, Optional.of(USUAL_RESTARTS), Optional.of(0L), SeverityOverrides.NONE);
    }

    /// Only what the policy switches on.
    public static EnabledChecks of(DevOpsPolicySpec policy) {
        return new EnabledChecks(
                Boolean.TRUE.equals(policy.forbidLatestTag()),
                Boolean.TRUE.equals(policy.requireLivenessProbe()),
                Boolean.TRUE.equals(policy.requireReadinessProbe()),
                Optional.ofNullable(policy.maxRestartCount()),
                Optional.ofNullable(policy.forbidPendingDuration()),
                Optional.ofNullable(policy.severityOverrides()).orElse(SeverityOverrides.NONE));
    }

    ViolationSeverity severity(DevOpsCheck check) {
        return severities.of(check).orElse(check.usualSeverity());
    }
}
