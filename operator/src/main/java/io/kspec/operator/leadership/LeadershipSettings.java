package io.kspec.operator.leadership;

import java.time.Duration;
import java.util.Optional;

/// How replicas agree on one leader. A leader writes until `renewDeadline` after it sent its last renewal that
/// succeeded; the others wait a whole `leaseDuration` without any sign of it. The difference is what clocks that run
/// unevenly and a request on its way may take.
///
/// @param elect false: this replica is the only one and always leads
/// @param leaseDuration whole seconds; longer than `renewDeadline`
/// @param renewDeadline longer than `retryPeriod`
/// @param retryPeriod between renewals, and after a failure
/// @param namespace of the Lease; empty: the operator's own
/// @param pod name of the pod this process runs in, empty outside of one
/// @param podUid its UID
public record LeadershipSettings(
        boolean elect,
        Duration leaseDuration,
        Duration renewDeadline,
        Duration retryPeriod,
        Optional<String> namespace,
        String pod,
        String podUid) {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    /// Checks the durations against each other.
    ///
    /// @throws IllegalArgumentException when the durations could leave two replicas leading
    public LeadershipSettings {
        if (leaseDuration.toMillisPart() != 0
                || leaseDuration.compareTo(renewDeadline) <= 0
                || renewDeadline.compareTo(retryPeriod) <= 0
                || retryPeriod.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    ("a lease of %s, a renew deadline of %s and a retry period of %s do not go together. Choose whole"
                                    + " seconds for the lease, longer than the deadline, and the deadline longer than"
                                    + " the period: 15s, 10s, 2s or, for a fast takeover, 8s, 5s, 1s.")
                            .formatted(words(leaseDuration), words(renewDeadline), words(retryPeriod)));
        }
    }

    private static String words(Duration duration) {
        return duration.toMillis() / 1000.0 + "s";
    }
}
