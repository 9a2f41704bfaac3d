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

/// No container adds a capability beyond those that runtimes grant anyway.
///
/// **Reads** `securityContext.capabilities.add[]` of all containers. Names are exact, as the API server stores
/// them: `CAP_CHOWN` is not `CHOWN`, and `ALL` is none of the list. **Answers** Pass, or Fail with one violation
/// per offending place in document order. Never throws. **Cost** O(capabilities); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "Capabilities", every policy version; from 1.22 on restricted asks
/// for less instead.
public final class CapabilitiesAreWithinBaseline implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container adds a capability beyond the default ones",
            "A capability such as SYS_ADMIN or NET_ADMIN is a good part of root on the node.",
            "Remove the capability from securityContext.capabilities.add.",
            "5.2.8",
            "5.2.9");
    public static final RuleKind KIND = new RuleKind(
            "capabilities-are-within-baseline",
            CARD,
            PodSecurityCards.ASKED_BY,
            CapabilitiesAreWithinBaseline::demandedBy);
    private static final List<String> ALLOWED = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private final Asked asked;

    private CapabilitiesAreWithinBaseline(Asked asked) {
        this.asked = asked;
    }

    public static Stream<CapabilitiesAreWithinBaseline> demandedBy(ClusterSpec spec) {
        return Asked.baselineUntil(spec, 22).map(CapabilitiesAreWithinBaseline::new);
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
                .flatMap(container -> container.list("securityContext.capabilities.add").stream())
                .filter(added -> !ALLOWED.contains(added.text("")))
                .map(added -> added.offence("", "one of " + String.join(", ", ALLOWED))
                        .mendedBy(added.remove("")))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String adds =
                "c.?securityContext.?capabilities.?add.orValue([]).exists(a, !(a in %s))".formatted(Cel.texts(ALLOWED));
        return new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(adds),
                "containers must not add capabilities beyond the default ones",
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(adds),
                        "securityContext.capabilities.add must hold only " + String.join(", ", ALLOWED)));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "capability is added", "capabilities are added");
    }
}
