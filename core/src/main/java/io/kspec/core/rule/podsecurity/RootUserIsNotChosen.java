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

/// No pod and no container asks to run as user 0.
///
/// **Reads** `securityContext.runAsUser` of the pod and all containers; absent is the image's own user. From
/// version 1.35 on a pod with `hostUsers: false` passes. **Answers** Pass, or Fail with one violation per offending
/// place in document order. Never throws. **Cost** O(containers); safe for use by many threads. **Source** Pod
/// Security Standards, restricted, "Running as Non-root user", policy version 1.23 and later.
public final class RootUserIsNotChosen implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No container asks to run as user 0",
            "Root in a container is root on the node as soon as anything else fails.",
            "Give runAsUser the id of a user that the image's files belong to, or build the image for one.",
            "5.2.7");
    public static final RuleKind KIND =
            new RuleKind("root-user-is-not-chosen", CARD, PodSecurityCards.ASKED_BY, RootUserIsNotChosen::demandedBy);
    private static final String FIELD = "securityContext.runAsUser";

    private final Asked asked;

    private RootUserIsNotChosen(Asked asked) {
        this.asked = asked;
    }

    public static Stream<RootUserIsNotChosen> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, 23).map(RootUserIsNotChosen::new);
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
        if (asked.version().reaches(PodSecurityCards.USER_NAMESPACES_SINCE)
                && PodSecurityCards.hasUserNamespace(workload)) {
            return List.of();
        }
        return PodPart.specAndContainers(workload).stream()
                .filter(part -> part.at(FIELD).isNumber() && part.at(FIELD).asLong() == 0)
                .map(part -> part.offence(FIELD, "another user than 0"))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String ofPod = "variables.podSpec.?securityContext.?runAsUser.orValue(1) == 0";
        String ofContainer = "c.?securityContext.?runAsUser.orValue(1) == 0";
        String sound = "!(%s) && !variables.containers.exists(c, %s)".formatted(ofPod, ofContainer);
        return new CelForm.Validation(
                asked.version().reaches(PodSecurityCards.USER_NAMESPACES_SINCE)
                        ? PodSecurityCards.HAS_USER_NAMESPACE + " || " + sound
                        : sound,
                "containers must not run as user 0",
                Cel.offenders(
                        ofPod, "variables.containers.filter(c, %s)".formatted(ofContainer), FIELD + " must not be 0"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "user 0 is chosen in " + Headlines.count(violations.size(), "place", "places");
    }
}
