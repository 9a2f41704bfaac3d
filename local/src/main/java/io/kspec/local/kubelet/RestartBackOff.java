package io.kspec.local.kubelet;

import java.time.Duration;

/// How long a container that ended waits before it is started again, as the kubelet does it: the first time not at
/// all, then `first`, then always twice as long, up to `most`. Who has run for twice `most` begins anew.
///
/// @param first positive
/// @param most not less than `first`
record RestartBackOff(Duration first, Duration most) {
    RestartBackOff {
        if (!first.isPositive() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off from %s to %s".formatted(first, most));
        }
    }

    /// @param ends how often in a row it has ended before this time, 0 or more
    Duration after(int ends) {
        Duration pause = ends == 0 ? Duration.ZERO : first;
        for (int doubled = 1; doubled < ends && pause.compareTo(most) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(most) < 0 ? pause : most;
    }

    boolean isForgottenAfter(Duration run) {
        return run.compareTo(most.multipliedBy(2)) > 0;
    }
}
