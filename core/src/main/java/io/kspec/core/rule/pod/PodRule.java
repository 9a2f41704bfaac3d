package io.kspec.core.rule.pod;

import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Fix;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.util.List;

/// A workload rule that lists what offends; verdict and fix follow from the list.
public interface PodRule extends WorkloadRule {
    /// Every place that offends, in document order.
    List<Offence> offences(Workload workload);

    @Override
    default Verdict judge(Workload workload) {
        return Verdict.of(offences(workload).stream()
                .map(offence -> offence.violation(workload, card().fix()))
                .toList());
    }

    @Override
    default boolean mends() {
        return true;
    }

    /// Edits when every offence has a safe way out, and the API server takes what comes of it.
    @Override
    default Fix fix(Workload workload) {
        List<Offence> offences = offences(workload);
        List<Edit> edits = offences.stream()
                .flatMap(offence -> offence.edits().stream())
                .distinct()
                .toList();
        boolean safe = !offences.isEmpty()
                && offences.stream().noneMatch(offence -> offence.edits().isEmpty())
                && !Contradictions.in(edits, workload);
        return safe ? new Fix.Edits(edits) : new Fix.ByHand(card().fix());
    }
}
