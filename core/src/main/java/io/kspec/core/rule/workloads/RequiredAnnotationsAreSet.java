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

/// Every workload and its pods carry a demanded annotation.
///
/// **Reads** `metadata.annotations` of the object and of its pod template; an empty value is none. A pod that a
/// controller made has those of the template. **Answers** Pass, or Fail with one violation per place without it.
/// Never throws. **Cost** O(1); safe for use by many threads. **Source**
/// `spec.workloads.metadata.requiredAnnotations[]`, one instance per annotation.
public final class RequiredAnnotationsAreSet extends RequiredKey {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.LOW,
            "Every workload carries the demanded annotations",
            "What nobody can tell the owner or the purpose of, nobody can judge in an incident.",
            "Set the annotation on the workload and on its pod template.",
            Controls.all(
                    Controls.cis(), Controls.nist("CM-8", "AC-4(21)"), Controls.pci("6.5.3"), Controls.soc2("CC6.1")));
    public static final RuleKind KIND = new RuleKind(
            "required-annotations-are-set",
            CARD,
            "workloads.metadata.requiredAnnotations",
            RequiredAnnotationsAreSet::demandedBy);

    private RequiredAnnotationsAreSet(String key) {
        super("annotations", "annotation", key);
    }

    public static Stream<RequiredAnnotationsAreSet> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::metadata)
                .flatMap(metadata -> metadata.requiredAnnotations().stream())
                .distinct()
                .map(RequiredAnnotationsAreSet::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }
}
