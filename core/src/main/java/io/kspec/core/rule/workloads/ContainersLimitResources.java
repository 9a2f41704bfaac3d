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

/// Every container limits a resource.
///
/// **Reads** `resources.limits` of init and regular containers, and of the pod. Ephemeral containers may not have
/// any. **Answers** Pass, or Fail with one violation per container that names no amount, or none above zero. Never
/// throws. **Cost** O(containers); safe for use by many threads. **Source** `spec.workloads.resources.limits[]`,
/// one instance per resource.
public final class ContainersLimitResources extends Amounts {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.MEDIUM,
            "Every container limits the demanded resources",
            "Without a limit one container can starve every other on its node.",
            "Set resources.limits on the container to what it needs.",
            Controls.all(Controls.cis(), Controls.nist("SC-5", "SC-6"), Controls.pci("2.2.6"), Controls.soc2("A1.1")));
    public static final RuleKind KIND = new RuleKind(
            "containers-limit-resources", CARD, "workloads.resources.limits", ContainersLimitResources::demandedBy);

    private ContainersLimitResources(String resource) {
        super("limits", resource);
    }

    public static Stream<ContainersLimitResources> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::resources)
                .flatMap(resources -> resources.limits().stream())
                .distinct()
                .map(ContainersLimitResources::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }
}
