package io.kspec.core.scan;

import io.kspec.core.exemption.Pardon;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Sees to it that one fault in a template is one finding and not one per replica.
///
/// Templates are judged before the pods made from them. A pod's violation is left out when the workload that controls
/// it, directly or over a ReplicaSet or Job, breaks the same rule in the same place; what only the pod carries (an
/// ephemeral container, an injected sidecar) stands on its own.
final class Repeats {
    private final Set<Offence> offences = new HashSet<>();

    /// What a rule said, without what was said of the owner before, be it found or pardoned.
    Judgement leftOut(Judgement judgement, Workload workload) {
        Verdict verdict = judgement.verdict() instanceof Verdict.Fail(List<Violation> violations)
                ? Verdict.of(violations.stream()
                        .filter(violation -> isNew(judgement, violation, workload))
                        .toList())
                : judgement.verdict();
        List<Pardon> pardons = judgement.pardons().stream()
                .filter(pardon -> isNew(judgement, pardon.violation(), workload))
                .toList();
        return new Judgement(judgement.rule(), verdict, pardons);
    }

    private boolean isNew(Judgement judgement, Violation violation, Workload workload) {
        RuleId rule = judgement.rule().id();
        String place = inPod(violation, workload);
        boolean inOwner = workload.controller()
                .filter(owner -> !owner.isEmpty())
                .map(owner -> offences.contains(new Offence(rule, owner, place, violation.observed())))
                .orElse(false);
        if (workload.kind() != WorkloadKind.POD) { // a pod owns nothing that is judged
            offences.add(new Offence(rule, workload.uid(), place, violation.observed()));
        }
        return !inOwner;
    }

    /// The violation's path below the pod template, the same in a Deployment and in its pods.
    private static String inPod(Violation violation, Workload workload) {
        String prefix = workload.kind().template().pointer();
        String pointer = violation.path().pointer();
        return pointer.startsWith(prefix) ? pointer.substring(prefix.length()) : pointer;
    }

    private record Offence(RuleId rule, String workloadUid, String place, String observed) {}
}
