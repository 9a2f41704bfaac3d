package io.kspec.core.rule.podsecurity;

import com.fasterxml.jackson.databind.node.BooleanNode;
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

/// Every container is held to run as another user than root.
///
/// **Reads** `securityContext.runAsNonRoot` of the pod and all containers: true at the pod or at every container,
/// false nowhere. The image is not asked. From version 1.35 on a pod with `hostUsers: false` passes. **Answers**
/// Pass, or Fail with one violation per offending place in document order. Never throws. **Cost** O(containers);
/// safe for use by many threads. **Source** Pod Security Standards, restricted, "Running as Non-root", every policy
/// version.
public final class ContainersRunAsNonRoot implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "Every container runs as another user than root",
            "Root in a container is root on the node as soon as anything else fails.",
            "Set securityContext.runAsNonRoot to true on the pod, and nowhere to false.",
            "5.2.7");
    public static final RuleKind KIND = new RuleKind(
            "containers-run-as-non-root", CARD, PodSecurityCards.ASKED_BY, ContainersRunAsNonRoot::demandedBy);
    private static final String FIELD = "securityContext.runAsNonRoot";

    private final Asked asked;

    private ContainersRunAsNonRoot(Asked asked) {
        this.asked = asked;
    }

    public static Stream<ContainersRunAsNonRoot> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, 0).map(ContainersRunAsNonRoot::new);
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
        PodPart pod = PodPart.spec(workload);
        Edit atPod = pod.put(FIELD, BooleanNode.TRUE);
        boolean podSays = pod.at(FIELD).isBoolean();
        var offences = new ArrayList<Offence>();
        if (podSays && !pod.isTrue(FIELD)) {
            offences.add(pod.offence(FIELD, "true").mendedBy(atPod));
        }
        for (PodPart container : PodPart.containers(workload)) {
            boolean says = container.at(FIELD).isBoolean();
            if (says && !container.isTrue(FIELD)) {
                offences.add(container.offence(FIELD, "true").mendedBy(container.remove(FIELD), atPod));
            } else if (!says && !podSays) {
                offences.add(container.offence(FIELD, "true").mendedBy(atPod));
            }
        }
        return offences;
    }

    @Override
    public CelForm.Validation validation() {
        String atPod = "variables.podSpec.?securityContext.?runAsNonRoot";
        String podOffends = atPod + ".orValue(true) == false";
        String offends = "c.?securityContext.?runAsNonRoot.or(%s).orValue(false) != true".formatted(atPod);
        String sound = "!(%s) && !variables.containers.exists(c, %s)".formatted(podOffends, offends);
        return new CelForm.Validation(
                asked.version().reaches(PodSecurityCards.USER_NAMESPACES_SINCE)
                        ? PodSecurityCards.HAS_USER_NAMESPACE + " || " + sound
                        : sound,
                "containers must run as non-root",
                Cel.offenders(
                        podOffends, "variables.containers.filter(c, %s)".formatted(offends), FIELD + " must be true"));
    }

    @Override
    public String headline(List<Violation> violations) {
        return "runAsNonRoot is not true in " + Headlines.count(violations.size(), "place", "places");
    }
}
