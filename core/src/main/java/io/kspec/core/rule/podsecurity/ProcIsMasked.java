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

/// No container sees what runtimes mask in /proc.
///
/// **Reads** `securityContext.procMount` of all containers: absent or `Default`. From version 1.35 on a pod with
/// `hostUsers: false` passes. **Answers** Pass, or Fail with one violation per offending place in document order.
/// Never throws. **Cost** O(containers); safe for use by many threads. **Source** Pod Security Standards, baseline,
/// "/proc Mount Type", every policy version; from 1.35 on restricted asks without that exception instead.
public final class ProcIsMasked implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container unmasks /proc",
            "The masked parts of /proc tell about the node and change its kernel.",
            "Remove securityContext.procMount.",
            "5.6.3");
    public static final RuleKind KIND =
            new RuleKind("proc-is-masked", CARD, PodSecurityCards.ASKED_BY, ProcIsMasked::demandedBy);
    private static final String FIELD = "securityContext.procMount";
    private static final String MASKED = "Default";

    private final Asked asked;

    private ProcIsMasked(Asked asked) {
        this.asked = asked;
    }

    public static Stream<ProcIsMasked> demandedBy(ClusterSpec spec) {
        return Asked.baselineUntil(spec, PodSecurityCards.USER_NAMESPACES_SINCE).map(ProcIsMasked::new);
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
        if (asked.version().reaches(PodSecurityCards.USER_NAMESPACES_SINCE)
                && PodSecurityCards.hasUserNamespace(workload)) {
            return List.of();
        }
        return PodPart.containers(workload).stream()
                .filter(container -> container.at(FIELD).isTextual()
                        && !container.text(FIELD).equals(MASKED))
                .map(container -> container
                        .offence(FIELD, "absent or \"%s\"".formatted(MASKED))
                        .mendedBy(container.remove(FIELD)))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String unmasked = "c.?securityContext.?procMount.orValue('%s') != '%s'".formatted(MASKED, MASKED);
        String sound = "!variables.containers.exists(c, %s)".formatted(unmasked);
        return new CelForm.Validation(
                asked.version().reaches(PodSecurityCards.USER_NAMESPACES_SINCE)
                        ? PodSecurityCards.HAS_USER_NAMESPACE + " || " + sound
                        : sound,
                "containers must mount /proc masked",
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(unmasked),
                        "securityContext.procMount must be absent or " + MASKED));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "/proc is unmasked in " + Headlines.count(violations.size(), "container", "containers");
    }
}
