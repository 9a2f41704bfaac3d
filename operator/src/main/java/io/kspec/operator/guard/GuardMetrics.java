package io.kspec.operator.guard;

import io.kspec.kube.write.Change;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.metric.Meters;
import io.prometheus.metrics.core.metrics.Counter;
import java.util.List;
import java.util.function.Predicate;

/// Writes of generated policies.
public final class GuardMetrics {
    private static final int SPECIFICATION = 0;

    private final Predicate<String> active;
    private final Counter changes;
    private final Counter kyverno;

    /// @param active whether a specification of that name is in force; the series of others go, and stay away
    public GuardMetrics(Meters meters, Predicate<String> active) {
        this.active = active;
        changes = meters.counter(
                "kspec_policy_changes_total", "Generated policies written or removed.", "cluster_spec", "action");
        kyverno = meters.counter(
                "kspec_kyverno_policy_created_total",
                "Policies of Kyverno that were created.",
                "cluster_spec",
                "policy_type");
    }

    /// A write was carried out or refused; only what was carried out counts.
    ///
    /// @param specifications whose the object is
    public void wrote(List<String> specifications, Outcome outcome) {
        if (!(outcome instanceof Outcome.Done)) {
            return;
        }
        String action =
                switch (outcome.change()) {
                    case Change.Create _ -> "create";
                    case Change.Replace _, Change.Demand _ -> "update";
                    case Change.Remove _ -> "delete";
                };
        boolean made = outcome.change() instanceof Change.Create;
        for (String specification : specifications.stream().filter(active).toList()) {
            changes.labelValues(specification, action).inc();
            if (made && outcome.change().kind().kind().equals("ClusterPolicy")) {
                kyverno.labelValues(specification, "cluster-policy").inc();
            }
        }
    }

    /// The specification is gone, and its series with it.
    public void forget(String specification) {
        Meters.forget(changes, SPECIFICATION, specification);
        Meters.forget(kyverno, SPECIFICATION, specification);
    }
}
