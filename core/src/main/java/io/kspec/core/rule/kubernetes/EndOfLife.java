package io.kspec.core.rule.kubernetes;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// When the minor versions of Kubernetes get their last fixes from the project; vendors may give fixes for longer.
///
/// **Source** the schedule at https://kubernetes.io/releases/patch-releases, as of 1 December 2025. From 1.32 on the
/// dates are planned ones.
final class EndOfLife {
    /// Every older minor is past its end.
    private static final int OLDEST_LISTED = 28;

    private static final Map<Integer, LocalDate> OF_MINOR = Map.of(
            28, LocalDate.of(2024, 10, 22),
            29, LocalDate.of(2025, 2, 28),
            30, LocalDate.of(2025, 7, 15),
            31, LocalDate.of(2025, 11, 11),
            32, LocalDate.of(2026, 2, 28),
            33, LocalDate.of(2026, 6, 28),
            34, LocalDate.of(2026, 10, 27),
            35, LocalDate.of(2027, 2, 28));

    private EndOfLife() {}

    /// The last day with fixes; for what is older than the table, the day of its oldest entry. Empty for what is
    /// newer.
    static Optional<LocalDate> of(KubernetesVersion version) {
        int minor = version.major() < 1 ? 0 : version.minor();
        return version.major() > 1
                ? Optional.empty()
                : Optional.ofNullable(OF_MINOR.get(Math.max(minor, OLDEST_LISTED)));
    }
}
