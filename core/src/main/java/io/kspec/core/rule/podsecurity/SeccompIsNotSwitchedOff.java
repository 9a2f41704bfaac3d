package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.CelText;
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

/// No pod and no container switches seccomp off.
///
/// **Reads** `securityContext.seccompProfile.type` of the pod and all containers; absent is what the node does. Below
/// version 1.19 the annotations `seccomp.security.alpha.kubernetes.io/pod` and
/// `container.seccomp.security.alpha.kubernetes.io/<container>` instead.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "Seccomp", every policy version; from 1.19 on restricted asks for a
/// profile instead.
public final class SeccompIsNotSwitchedOff implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container switches seccomp off",
            "Without a profile a container may use every system call, known holes included.",
            "Set securityContext.seccompProfile.type to RuntimeDefault.",
            "5.6.2");
    public static final RuleKind KIND = new RuleKind(
            "seccomp-is-not-switched-off", CARD, PodSecurityCards.ASKED_BY, SeccompIsNotSwitchedOff::demandedBy);
    private static final String OF_POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String OF_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

    private final Asked asked;

    private SeccompIsNotSwitchedOff(Asked asked) {
        this.asked = asked;
    }

    public static Stream<SeccompIsNotSwitchedOff> demandedBy(ClusterSpec spec) {
        return Asked.baselineUntil(spec, Seccomp.FIELDS_SINCE).map(SeccompIsNotSwitchedOff::new);
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
        if (!asked.version().reaches(Seccomp.FIELDS_SINCE)) {
            return Annotations.offences(workload, SeccompIsNotSwitchedOff::isOurs, Seccomp.ANNOTATIONS);
        }
        return PodPart.specAndContainers(workload).stream()
                .filter(Seccomp::isSwitchedOff)
                .map(part -> part.offence(Seccomp.TYPE, "absent or " + String.join(" or ", Seccomp.CONFINING))
                        .mendedBy(part.put(Seccomp.PROFILE, Seccomp.runtimeDefault())))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String message = "seccomp must not be switched off";
        if (!asked.version().reaches(Seccomp.FIELDS_SINCE)) {
            String ours = "k == %s || k.startsWith(%s)".formatted(CelText.of(OF_POD), CelText.of(OF_CONTAINER));
            return Annotations.validation(ours, Seccomp.ANNOTATIONS, message);
        }
        String ofPod = offends("variables.podSpec");
        String ofContainer = offends("c");
        return new CelForm.Validation(
                "!(%s) && !variables.containers.exists(c, %s)".formatted(ofPod, ofContainer),
                message,
                Cel.offenders(
                        ofPod,
                        "variables.containers.filter(c, %s)".formatted(ofContainer),
                        Seccomp.TYPE + " must be absent or " + String.join(" or ", Seccomp.CONFINING)));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "seccomp is switched off in " + Headlines.count(violations.size(), "place", "places");
    }

    private static boolean isOurs(String annotation) {
        return annotation.equals(OF_POD) || annotation.startsWith(OF_CONTAINER);
    }

    private static String offends(String part) {
        return "%1$s.?securityContext.?seccompProfile.hasValue() && !(%1$s.securityContext.seccompProfile.?type.orValue('') in %2$s)"
                .formatted(part, Cel.texts(Seccomp.CONFINING));
    }
}
