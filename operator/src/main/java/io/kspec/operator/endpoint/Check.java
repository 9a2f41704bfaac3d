package io.kspec.operator.endpoint;

import io.kspec.operator.metric.Meters;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One thing that must hold before this replica is sent requests.
///
/// @param name as `/readyz?verbose` lists it
/// @param trouble what is wrong now; empty when it holds
public record Check(String name, Supplier<Optional<String>> trouble) {
    /// Shows each check as a metric, too.
    public static void measured(Meters meters, List<Check> checks) {
        meters.gauge(
                "kspec_readiness_check",
                "1 while the check holds.",
                callback -> checks.forEach(
                        check -> callback.call(check.trouble().get().isEmpty() ? 1 : 0, check.name())),
                "check");
    }
}
