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

/// Every workload and its pods carry a demanded label.
///
/// **Reads** `metadata.labels` of the object and of its pod template; an empty value is none. A pod that a
/// controller made has those of the template. **Answers** Pass, or Fail with one violation per place without it.
/// Never throws. **Cost** O(1); safe for use by many threads. **Source**
/// `spec.workloads.metadata.requiredLabels[]`, one instance per label.
public final class RequiredLabelsAreSet extends RequiredKey {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.LOW,
            "Every workload carries the demanded labels",
            "What nobody can tell the owner or the purpose of, nobody can judge in an incident.",
            "Set the label on the workload and on its pod template.",
            Controls.all(
                    Controls.cis(), Controls.nist("CM-8", "AC-4(21)"), Controls.pci("6.5.3"), Controls.soc2("CC6.1")));
    public static final RuleKind KIND = new RuleKind(
            "required-labels-are-set", CARD, "workloads.metadata.requiredLabels", RequiredLabelsAreSet::demandedBy);

    private RequiredLabelsAreSet(String key) {
        super("labels", "label", key);
    }

    public static Stream<RequiredLabelsAreSet> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::metadata)
                .flatMap(metadata -> metadata.requiredLabels().stream())
                .distinct()
                .map(RequiredLabelsAreSet::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }
}
