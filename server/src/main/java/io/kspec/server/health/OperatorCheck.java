package io.kspec.server.health;

import io.kspec.lifecycle.health.ConsecutiveFailures;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import java.time.Instant;
import java.util.UUID;

/// One check of an operator on a cluster, as it was stored.
///
/// @param version  that is deployed there
/// @param before   the health that was stored before
/// @param failures counted with this check; Unknown moves nothing
public record OperatorCheck(
        UUID cluster,
        String clusterName,
        String operator,
        String version,
        Health before,
        HealthReading reading,
        ConsecutiveFailures failures,
        Instant at) {}
