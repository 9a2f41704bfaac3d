package io.kspec.core.rule.workloads;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.PodDemands;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ProbeDemand;
import io.kspec.core.spec.WorkloadsSpec;
import io.kspec.core.verdict.Severity;
import java.util.stream.Stream;

/// Every container that runs for long has a startupProbe.
///
/// **Reads** `startupProbe` of regular containers and of init containers with `restartPolicy: Always`, in the kinds
/// of workloads that are asked ([Probes]); the API allows it on no other container. **Answers** Pass, or Fail with
/// one violation per container without the probe, or with one that does nothing. Never throws. **Cost**
/// O(containers); safe for use by many threads. **Source** `spec.workloads.probes.startup`.
public final class ContainersHaveStartupProbes extends Probes {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.LOW,
            "Every container has a startupProbe",
            "Without it a slow start is taken for a hang, or a hang for a slow start.",
            "Give the container a startupProbe that asks the program itself.",
            Controls.all(Controls.cis(), Controls.nist("SC-5"), Controls.pci("2.2.6"), Controls.soc2("A1.1")));
    public static final RuleKind KIND = new RuleKind(
            "containers-have-startup-probes",
            CARD,
            "workloads.probes.startup",
            ContainersHaveStartupProbes::demandedBy);

    private ContainersHaveStartupProbes(ProbeDemand demand) {
        super("startupProbe", demand);
    }

    public static Stream<ContainersHaveStartupProbes> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::probes)
                .flatMap(probes -> Stream.ofNullable(probes.startup()))
                .map(ContainersHaveStartupProbes::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }
}
