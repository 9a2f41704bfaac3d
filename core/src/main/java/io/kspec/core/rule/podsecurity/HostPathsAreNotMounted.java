package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// No pod has a volume that is a path of its node.
///
/// **Reads** `volumes[].hostPath`.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Never throws.
/// **Cost** O(volumes); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "HostPath Volumes", every policy version;
/// restricted asks for the types of volumes instead.
public final class HostPathsAreNotMounted implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.HIGH,
            "No pod mounts a path of its node",
            "A path of the node hands over its files, often those of the kubelet or of other pods.",
            "Use another kind of volume, for example emptyDir or a persistentVolumeClaim.",
            "5.2.11");
    public static final RuleKind KIND = new RuleKind(
            "host-paths-are-not-mounted", CARD, PodSecurityCards.ASKED_BY, HostPathsAreNotMounted::demandedBy);

    private final Asked asked;

    private HostPathsAreNotMounted(Asked asked) {
        this.asked = asked;
    }

    public static Stream<HostPathsAreNotMounted> demandedBy(ClusterSpec spec) {
        return Asked.baselineUntil(spec, 0).map(HostPathsAreNotMounted::new);
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
        return PodPart.spec(workload).list("volumes").stream()
                .filter(volume -> volume.has("hostPath"))
                .map(volume -> volume.offence("hostPath", "absent"))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String mounted = "variables.podSpec.?volumes.orValue([]).filter(v, v.?hostPath.hasValue())";
        return new CelForm.Validation(
                mounted + " == []",
                "pods must not mount paths of the node",
                "'volume \"' + %s.map(v, v.?name.orValue('')).join('\", \"') + '\" must not be a hostPath'"
                        .formatted(mounted));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "hostPath volume", "hostPath volumes");
    }
}
