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

/// Every container that runs for long has a livenessProbe.
///
/// **Reads** `livenessProbe` of regular containers and of init containers with `restartPolicy: Always`, in the
/// kinds of workloads that are asked ([Probes]); the API allows it on no other container. **Answers** Pass, or Fail
/// with one violation per container without the probe, or with one that does nothing. Never throws. **Cost**
/// O(containers); safe for use by many threads. **Source** `spec.workloads.probes.liveness`.
public final class ContainersHaveLivenessProbes extends Probes {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.LOW,
            "Every container has a livenessProbe",
            "A container that hangs keeps its place and answers nobody until somebody notices.",
            "Give the container a livenessProbe that asks the program itself.",
            Controls.all(Controls.cis(), Controls.nist("SC-5"), Controls.pci("2.2.6"), Controls.soc2("A1.1")));
    public static final RuleKind KIND = new RuleKind(
            "containers-have-liveness-probes",
            CARD,
            "workloads.probes.liveness",
            ContainersHaveLivenessProbes::demandedBy);

    private ContainersHaveLivenessProbes(ProbeDemand demand) {
        super("livenessProbe", demand);
    }

    public static Stream<ContainersHaveLivenessProbes> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::probes)
                .flatMap(probes -> Stream.ofNullable(probes.liveness()))
                .map(ContainersHaveLivenessProbes::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }
}
