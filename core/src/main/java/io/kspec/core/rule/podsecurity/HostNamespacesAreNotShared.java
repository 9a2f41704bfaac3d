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

/// No pod shares the network, the processes or the IPC of its node.
///
/// **Reads** `hostIPC`, `hostNetwork` and `hostPID` of the pod; absent is false.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(1); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "Host Namespaces", every policy version.
public final class HostNamespacesAreNotShared implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.CRITICAL,
            "No pod shares a namespace of its node",
            "In the node's namespaces a pod sees other pods' processes, memory and traffic.",
            "Remove hostNetwork, hostPID and hostIPC from the pod.",
            "5.2.3",
            "5.2.4",
            "5.2.5");
    public static final RuleKind KIND = new RuleKind(
            "host-namespaces-are-not-shared", CARD, PodSecurityCards.ASKED_BY, HostNamespacesAreNotShared::demandedBy);
    private static final List<String> FIELDS = List.of("hostIPC", "hostNetwork", "hostPID");

    private final Asked asked;

    private HostNamespacesAreNotShared(Asked asked) {
        this.asked = asked;
    }

    public static Stream<HostNamespacesAreNotShared> demandedBy(ClusterSpec spec) {
        return Asked.baseline(spec, 0).map(HostNamespacesAreNotShared::new);
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
        PodPart pod = PodPart.spec(workload);
        return FIELDS.stream()
                .filter(pod::isTrue)
                .map(field -> pod.offence(field, "false").mendedBy(pod.remove(field)))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String shared = "%s.filter(f, variables.podSpec[?f].orValue(false) == true)".formatted(Cel.texts(FIELDS));
        return new CelForm.Validation(
                shared + " == []", "pods must not share host namespaces", shared + ".join(', ') + ' must be false'");
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "host namespace is shared", "host namespaces are shared");
    }
}
