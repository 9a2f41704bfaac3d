package io.kspec.local;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for a cluster to become what it shall be, and says whose log to read if it does not.
final class Readiness {
    private final ControlPlane plane;
    private final Duration patience;
    private final Deadline deadline;

    /// All waits together may take `patience`.
    Readiness(ControlPlane plane, Duration patience) {
        this.plane = plane;
        this.patience = patience;
        this.deadline = Deadline.in(patience);
    }

    /// Returns when the condition is true; a request that fails counts as not yet.
    ///
    /// @param otherwise the failure's first words, such as `the fake nodes are not Ready`
    /// @param blamed whose log tells more
    /// @throws LocalKubernetesException if time runs out
    /// @throws PortTakenException if a component ended because its port was in use
    void await(String otherwise, Component blamed, BooleanSupplier condition) {
        boolean came = deadline.await(() -> {
            plane.requireRunning();
            return holds(condition);
        });
        if (!came) {
            Path log = plane.setup().files().log(blamed);
            throw new LocalKubernetesException(
                    "%s after %d s".formatted(otherwise, patience.toSeconds()),
                    log.toString(),
                    "The log ends with:\n%s".formatted(LogTail.of(log)));
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (KubernetesClientException notYet) {
            return false;
        }
    }
}
