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

/// No Windows container runs as a process of its node.
///
/// **Reads** `securityContext.windowsOptions.hostProcess` of the pod and all containers; absent is false.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "HostProcess", every policy version.
public final class HostProcessesAreNotUsed implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.CRITICAL,
            "No Windows container runs as a process of its node",
            "A HostProcess container has every right of its Windows node.",
            "Run the workload without windowsOptions.hostProcess, or exempt its namespace.",
            "5.2.10");
    public static final RuleKind KIND = new RuleKind(
            "host-processes-are-not-used", CARD, PodSecurityCards.ASKED_BY, HostProcessesAreNotUsed::demandedBy);
    private static final String FIELD = "securityContext.windowsOptions.hostProcess";

    private final Asked asked;

    private HostProcessesAreNotUsed(Asked asked) {
        this.asked = asked;
    }

    public static Stream<HostProcessesAreNotUsed> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 0).map(HostProcessesAreNotUsed::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Asked asked() {
        return asked;
    }

    /// What would do is for a person to say.
    @Override
    public boolean mends() {
        return false;
    }

    @Override
    public List<Offence> breaches(Workload workload) {
        return PodPart.specAndContainers(workload).stream()
                .filter(part -> part.isTrue(FIELD))
                .map(part -> part.offence(FIELD, "false"))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String ofPod = "variables.podSpec.?securityContext.?windowsOptions.?hostProcess.orValue(false) == true";
        String ofContainer = "c.?securityContext.?windowsOptions.?hostProcess.orValue(false) == true";
        return new CelForm.Validation(
                "!(%s) && !variables.containers.exists(c, %s)".formatted(ofPod, ofContainer),
                "containers must not be HostProcess containers",
                Cel.offenders(
                        ofPod, "variables.containers.filter(c, %s)".formatted(ofContainer), FIELD + " must be false"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "HostProcess is set in " + Headlines.count(violations.size(), "place", "places");
    }
}
