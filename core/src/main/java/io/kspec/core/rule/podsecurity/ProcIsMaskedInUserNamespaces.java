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

/// No container sees what runtimes mask in /proc, not even in a user namespace of its own.
///
/// **Reads** `securityContext.procMount` of all containers: absent or `Default`.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** Pod Security Standards, restricted, "/proc Mount Type", policy version 1.35 and later.
public final class ProcIsMaskedInUserNamespaces implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container unmasks /proc, even in a user namespace",
            "The masked parts of /proc tell about the node, whoever root is.",
            "Remove securityContext.procMount.",
            "5.6.3");
    public static final RuleKind KIND = new RuleKind(
            "proc-is-masked-in-user-namespaces",
            CARD,
            PodSecurityCards.ASKED_BY,
            ProcIsMaskedInUserNamespaces::demandedBy);
    private static final String FIELD = "securityContext.procMount";
    private static final String MASKED = "Default";

    private final Asked asked;

    private ProcIsMaskedInUserNamespaces(Asked asked) {
        this.asked = asked;
    }

    public static Stream<ProcIsMaskedInUserNamespaces> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, PodSecurityCards.USER_NAMESPACES_SINCE).map(ProcIsMaskedInUserNamespaces::new);
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
        return new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(unmasked),
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
