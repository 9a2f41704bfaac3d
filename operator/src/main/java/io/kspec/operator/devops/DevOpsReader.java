package io.kspec.operator.devops;

import io.kspec.core.devops.DevOpsPolicySpec;
import io.kspec.core.devops.SystemNamespaces;
import io.kspec.core.devops.enforce.Demand;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.devops.enforce.EnforcingPolicy;
import io.kspec.kube.read.NamespaceWorkloads;
import io.kspec.kube.resource.DevOpsPolicy;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Gathers what an evaluation is made of; writes nothing.
final class DevOpsReader {
    private final PodCache pods;
    private final NamespaceWorkloads workloads;
    private final SystemNamespaces system;

    DevOpsReader(PodCache pods, NamespaceWorkloads workloads, SystemNamespaces system) {
        this.pods = pods;
        this.workloads = workloads;
        this.system = system;
    }

    /// Everything at once, so that a decision sees one moment.
    ///
    /// @param siblings every policy of the namespace, this one too
    Observed gather(DevOpsPolicy policy, List<DevOpsPolicy> siblings) {
        String namespace = policy.getMetadata().getNamespace();
        return new Observed(namespace, spec(policy), pods.of(namespace), workloads(policy, siblings));
    }

    static DevOpsPolicySpec spec(DevOpsPolicy policy) {
        return Objects.requireNonNullElse(policy.getSpec(), DevOpsPolicySpec.NOTHING);
    }

    /// Those that enforce and are not on their way out.
    static List<EnforcingPolicy> enforcing(List<DevOpsPolicy> policies) {
        return policies.stream()
                .filter(policy -> spec(policy).enforces() && !policy.isMarkedForDeletion())
                .map(policy -> EnforcingPolicy.of(
                        policy.getMetadata().getName(),
                        spec(policy),
                        Objects.requireNonNullElse(policy.getMetadata().getAnnotations(), Map.of())))
                .toList();
    }

    private Observed.Workloads workloads(DevOpsPolicy policy, List<DevOpsPolicy> siblings) {
        String namespace = policy.getMetadata().getNamespace();
        if (!spec(policy).enforces() || system.contains(namespace)) {
            return new Observed.Workloads.Spared(new Enforcement.Audited());
        }
        List<EnforcingPolicy> enforcing = enforcing(siblings);
        String name = policy.getMetadata().getName();
        String leader = Demand.leader(enforcing).orElse(name);
        if (!leader.equals(name)) {
            return new Observed.Workloads.Spared(new Enforcement.LedBy(leader));
        }
        return switch (workloads.of(namespace)) {
            case NamespaceWorkloads.Reading.Read read ->
                new Observed.Workloads.ToEnforce(read.workloads(), Demand.of(enforcing));
            case NamespaceWorkloads.Reading.Unread unread ->
                new Observed.Workloads.Spared(new Enforcement.Unread(unread.why()));
        };
    }
}
