package io.kspec.operator.devops;

import io.kspec.core.devops.SystemNamespaces;
import java.time.Duration;

/// How DevOpsPolicies are kept current.
///
/// @param system namespaces that are left out
/// @param interval from one evaluation to the next, unless something happens in between
/// @param afterFailure from a failed evaluation to the next
/// @param gather how long events of a namespace are gathered before it is evaluated
public record DevOpsSettings(SystemNamespaces system, Duration interval, Duration afterFailure, Duration gather) {
    /// As documented: 30 seconds, 60 after a failure, events gathered for one.
    public static DevOpsSettings usual() {
        return new DevOpsSettings(
                SystemNamespaces.usual(), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(1));
    }

    /// With another interval, and the same for all else.
    public DevOpsSettings every(Duration other) {
        return new DevOpsSettings(system, other, afterFailure, gather);
    }
}
