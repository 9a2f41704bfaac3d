package io.kspec.core.devops;

import java.util.Arrays;

/// How healthy a set of pods is, 0 to 100.
public record HealthScore(int value) {
    private static final int BEST = 100;
    private static final int HEALTHY_FROM = 80;

    /// 100 less the penalty per pod, which is rounded down; 100 without pods. Checks that the overrides name count by
    /// their severity, all others once.
    public static HealthScore of(PodMetrics metrics, SeverityOverrides severities) {
        if (metrics.pods() == 0) {
            return new HealthScore(BEST);
        }
        long penalty = Arrays.stream(DevOpsCheck.values())
                .mapToLong(check -> metrics.units(check)
                        * check.weight()
                        * severities
                                .of(check)
                                .map(ViolationSeverity::multiplier)
                                .orElse(1))
                .sum();
        return new HealthScore(BEST - (int) Math.min(penalty / metrics.pods(), BEST));
    }

    /// With every check counted once.
    public static HealthScore of(PodMetrics metrics) {
        return of(metrics, SeverityOverrides.NONE);
    }

    public boolean healthy() {
        return value >= HEALTHY_FROM;
    }

    public HealthClass classification() {
        return HealthClass.of(value);
    }

    /// `5 violations across 10 pods — Stable (72)`.
    public String message(long violations, long pods) {
        return "%d violations across %d pods — %s (%d)"
                .formatted(violations, pods, classification().word(), value);
    }
}
