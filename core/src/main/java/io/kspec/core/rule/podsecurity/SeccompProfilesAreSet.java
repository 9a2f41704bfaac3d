package io.kspec.core.rule.podsecurity;

import io.kspec.core.fix.Edit;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every container runs under a seccomp profile.
///
/// **Reads** `securityContext.seccompProfile.type` of the pod and all containers: `RuntimeDefault` or `Localhost`
/// at the pod or at every container, nothing else anywhere. From version 1.25 on Windows pods pass. **Answers**
/// Pass, or Fail with one violation per offending place in document order. Never throws. **Cost** O(containers);
/// safe for use by many threads. **Source** Pod Security Standards, restricted, "Seccomp", policy version 1.19 and
/// later.
public final class SeccompProfilesAreSet implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.MEDIUM,
            "Every container runs under a seccomp profile",
            "Without a profile a container may use every system call, known holes included.",
            "Set securityContext.seccompProfile.type to RuntimeDefault on the pod.",
            "5.6.2");
    public static final RuleKind KIND = new RuleKind(
            "seccomp-profiles-are-set", CARD, PodSecurityCards.ASKED_BY, SeccompProfilesAreSet::demandedBy);

    private final Asked asked;

    private SeccompProfilesAreSet(Asked asked) {
        this.asked = asked;
    }

    public static Stream<SeccompProfilesAreSet> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, 19).map(SeccompProfilesAreSet::new);
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
        var offences = new ArrayList<Offence>();
        if (asked.version().reaches(PodSecurityCards.WINDOWS_SINCE) && PodSecurityCards.isWindows(workload)) {
            return offences;
        }
        PodPart pod = PodPart.spec(workload);
        Edit atPod = pod.put(Seccomp.PROFILE, Seccomp.runtimeDefault());
        if (Seccomp.isSwitchedOff(pod)) {
            offences.add(offence(pod).mendedBy(atPod));
        }
        for (PodPart container : PodPart.containers(workload)) {
            if (Seccomp.isSwitchedOff(container)) {
                offences.add(offence(container).mendedBy(container.remove(Seccomp.PROFILE), atPod));
            } else if (!container.has(Seccomp.PROFILE) && !pod.has(Seccomp.PROFILE)) {
                offences.add(offence(container).mendedBy(atPod));
            }
        }
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String atPod = "variables.podSpec.?securityContext.?seccompProfile";
        String podOffends =
                "%1$s.hasValue() && !(%1$s.?type.orValue('') in %2$s)".formatted(atPod, Cel.texts(Seccomp.CONFINING));
        String offends = "!(c.?securityContext.?seccompProfile.or(%s).?type.orValue('') in %s)"
                .formatted(atPod, Cel.texts(Seccomp.CONFINING));
        String sound = "!(%s) && !variables.containers.exists(c, %s)".formatted(podOffends, offends);
        return new CelForm.Validation(
                asked.version().reaches(PodSecurityCards.WINDOWS_SINCE)
                        ? PodSecurityCards.IS_WINDOWS + " || " + sound
                        : sound,
                "containers must run under a seccomp profile",
                Cel.offenders(
                        podOffends,
                        "variables.containers.filter(c, %s)".formatted(offends),
                        Seccomp.TYPE + " must be " + String.join(" or ", Seccomp.CONFINING)));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "no seccomp profile is set in " + Headlines.count(violations.size(), "place", "places");
    }

    private static Offence offence(PodPart part) {
        return part.offence(Seccomp.TYPE, String.join(" or ", Seccomp.CONFINING));
    }
}
