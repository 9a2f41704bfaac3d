package io.kspec.server.health;

import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.health.OperatorHealth;
import java.util.List;
import java.util.Optional;

/// Operators of which nothing could be read.
final class OperatorHealths {
    private OperatorHealths() {}

    static OperatorHealth unread(Failure why) {
        return new OperatorHealth(
                Health.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                HealthReading.unreachable(why.sentence()),
                List.of(why.sentence()));
    }
}
