package io.kspec.core.rule.podsecurity;

import com.fasterxml.jackson.databind.node.BooleanNode;
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

/// Every container forbids its processes to gain privileges.
///
/// **Reads** `securityContext.allowPrivilegeEscalation` of all containers: it must be there and false. From version
/// 1.25 on Windows pods pass. **Answers** Pass, or Fail with one violation per offending place in document order.
/// Never throws. **Cost** O(containers); safe for use by many threads. **Source** Pod Security Standards,
/// restricted, "Privilege Escalation", policy version 1.8 and later.
public final class PrivilegeEscalationIsForbidden implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "Every container forbids privilege escalation",
            "A setuid program in the image makes root of any process that can start it.",
            "Set securityContext.allowPrivilegeEscalation to false on the container.",
            "5.2.6");
    public static final RuleKind KIND = new RuleKind(
            "privilege-escalation-is-forbidden",
            CARD,
            PodSecurityCards.ASKED_BY,
            PrivilegeEscalationIsForbidden::demandedBy);
    private static final String FIELD = "securityContext.allowPrivilegeEscalation";

    private final Asked asked;

    private PrivilegeEscalationIsForbidden(Asked asked) {
        this.asked = asked;
    }

    public static Stream<PrivilegeEscalationIsForbidden> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, 8).map(PrivilegeEscalationIsForbidden::new);
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
        if (asked.version().reaches(PodSecurityCards.WINDOWS_SINCE) && PodSecurityCards.isWindows(workload)) {
            return List.of();
        }
        return PodPart.containers(workload).stream()
                .filter(container -> !(container.at(FIELD).isBoolean() && !container.isTrue(FIELD)))
                .map(PrivilegeEscalationIsForbidden::offence)
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String offends = "c.?securityContext.?allowPrivilegeEscalation.orValue(true) != false";
        String sound = "!variables.containers.exists(c, %s)".formatted(offends);
        return new CelForm.Validation(
                asked.version().reaches(PodSecurityCards.WINDOWS_SINCE)
                        ? PodSecurityCards.IS_WINDOWS + " || " + sound
                        : sound,
                "containers must not allow privilege escalation",
                Cel.offenders("variables.containers.filter(c, %s)".formatted(offends), FIELD + " must be false"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "privilege escalation is allowed in " + Headlines.count(violations.size(), "container", "containers");
    }

    private static Offence offence(PodPart container) {
        return container.offence(FIELD, "false").mendedBy(container.put(FIELD, BooleanNode.FALSE));
    }
}
