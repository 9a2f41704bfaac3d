package io.kspec.operator.devops;

import io.kspec.core.devops.EnabledChecks;
import io.kspec.core.devops.PolicyEvaluation;
import io.kspec.core.devops.SystemNamespaces;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.devops.enforce.WorkloadRepair;
import java.time.Instant;
import java.util.List;

/// What one evaluation found, and what is to be done about it. Pure.
record DevOpsPlan(PolicyEvaluation evaluation, Act act) {
    /// What becomes of workloads.
    sealed interface Act {
        /// None is changed.
        record Leave(Enforcement why) implements Act {}

        /// Each is named once, also those that need nothing.
        record Mend(List<WorkloadRepair> repairs) implements Act {
            public Mend {
                repairs = List.copyOf(repairs);
            }
        }
    }

    static DevOpsPlan decide(Observed observed, SystemNamespaces system, Instant now) {
        return new DevOpsPlan(
                PolicyEvaluation.of(
                        EnabledChecks.of(observed.spec()), observed.namespace(), observed.pods(), system, now),
                switch (observed.workloads()) {
                    case Observed.Workloads.Spared spared -> new Act.Leave(spared.why());
                    case Observed.Workloads.ToEnforce enforced
                    when system.contains(observed.namespace()) -> new Act.Leave(new Enforcement.Audited());
                    case Observed.Workloads.ToEnforce enforced ->
                        new Act.Mend(enforced.all().stream()
                                .map(workload -> WorkloadRepair.of(workload, enforced.demand()))
                                .toList());
                });
    }
}
