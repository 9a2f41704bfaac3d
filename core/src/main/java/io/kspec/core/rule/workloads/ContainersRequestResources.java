package io.kspec.core.rule.workloads;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.PodDemands;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.WorkloadsSpec;
import io.kspec.core.verdict.Severity;
import java.util.stream.Stream;

/// Every container requests a resource.
///
/// **Reads** `resources.requests` of init and regular containers, `resources.limits` where there is no request,
/// since the API server copies it, and the same of the pod. Ephemeral containers may not have any. **Answers**
/// Pass, or Fail with one violation per container that names no amount, or none above zero. Never throws. **Cost**
/// O(containers); safe for use by many threads. **Source** `spec.workloads.resources.requests[]`, one instance per
/// resource.
public final class ContainersRequestResources extends Amounts {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.MEDIUM,
            "Every container requests the demanded resources",
            "Without a request the scheduler packs nodes by guess, and the pod is the first to go.",
            "Set resources.requests on the container to what it needs.",
            Controls.all(Controls.cis(), Controls.nist("SC-5", "SC-6"), Controls.pci("2.2.6"), Controls.soc2("A1.1")));
    public static final RuleKind KIND = new RuleKind(
            "containers-request-resources",
            CARD,
            "workloads.resources.requests",
            ContainersRequestResources::demandedBy);

    private ContainersRequestResources(String resource) {
        super("requests", resource);
    }

    public static Stream<ContainersRequestResources> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::resources)
                .flatMap(resources -> resources.requests().stream())
                .distinct()
                .map(ContainersRequestResources::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }
}
