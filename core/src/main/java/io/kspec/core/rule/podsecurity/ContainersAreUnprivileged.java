package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// No container runs privileged.
///
/// **Reads** `securityContext.privileged` of init, regular and ephemeral containers; absent is false.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "Privileged Containers", every policy version.
public final class ContainersAreUnprivileged implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            "privileged-containers",
            Severity.CRITICAL,
            "No container runs privileged",
            "A privileged container has every right of its node: who breaks into it owns the node.",
            "Remove securityContext.privileged; add the single capability that is needed instead.",
            "5.2.2",
            "5.6.3");
    public static final RuleKind KIND = new RuleKind(
            "containers-are-unprivileged", CARD, PodSecurityCards.ASKED_BY, ContainersAreUnprivileged::demandedBy);
    private static final String PRIVILEGED = "securityContext.privileged";

    private final Asked asked;

    private ContainersAreUnprivileged(Asked asked) {
        this.asked = asked;
    }

    public static Stream<ContainersAreUnprivileged> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 0).map(ContainersAreUnprivileged::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    @Override
    public List<Offence> breaches(Workload workload) {
        return PodPart.containers(workload).stream()
                .filter(container -> container.isTrue(PRIVILEGED))
                .map(container -> container.offence(PRIVILEGED, "false").mendedBy(container.remove(PRIVILEGED)))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String privileged = "c.?securityContext.?privileged.orValue(false) == true";
        return new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(privileged),
                "containers must not be privileged",
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(privileged),
                        "securityContext.privileged is true, must be false"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "privileged container", "privileged containers") + " detected";
    }
}
