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
import java.util.Map;
import java.util.stream.Stream;

/// Every volume is of a type that cannot reach the node.
///
/// **Reads** the source of each of `volumes[]`: every field but `name`. A volume without a source is an emptyDir,
/// as the API server fills it in. **Answers** Pass, or Fail with one violation per offending place in document
/// order. Never throws. **Cost** O(volumes); safe for use by many threads. **Source** Pod Security Standards,
/// restricted, "Volume Types", every policy version.
public final class VolumeTypesAreRestricted implements PodSecurityRule {
    private static final RuleCard CARD = PodSecurityCards.card(
            Severity.MEDIUM,
            "Every volume is of a type that cannot reach the node",
            "Other types bind pods to nodes or bring drivers and credentials into them.",
            "Use a persistentVolumeClaim, or one of the other types that are allowed.",
            "5.2.11");
    public static final RuleKind KIND = new RuleKind(
            "volume-types-are-restricted", CARD, PodSecurityCards.ASKED_BY, VolumeTypesAreRestricted::demandedBy);
    private static final List<String> ALLOWED = List.of(
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "image",
            "persistentVolumeClaim",
            "projected",
            "secret");

    private final Asked asked;

    private VolumeTypesAreRestricted(Asked asked) {
        this.asked = asked;
    }

    public static Stream<VolumeTypesAreRestricted> demandedBy(ClusterSpec spec) {
        return Asked.restricted(spec, 0).map(VolumeTypesAreRestricted::new);
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
                .flatMap(volume -> volume.json().properties().stream()
                        .map(Map.Entry::getKey)
                        .filter(source -> !source.equals("name") && !ALLOWED.contains(source))
                        .filter(source -> !volume.json().path(source).isNull())
                        .map(source -> new Offence(
                                volume.container(),
                                volume.path().field(source),
                                source,
                                "one of " + String.join(", ", ALLOWED),
                                List.of())))
                .toList();
    }

    @Override
    public CelForm.Validation validation() {
        String others = "variables.podSpec.?volumes.orValue([]).filter(v, v.exists(k, k != 'name' && !(k in %s)))"
                .formatted(Cel.texts(ALLOWED));
        return new CelForm.Validation(
                others + " == []",
                "volumes must be of a restricted type",
                "'volume \"' + %s.map(v, v.?name.orValue('')).join('\", \"') + '\" must be one of %s'"
                        .formatted(others, String.join(", ", ALLOWED)));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "volume of another type", "volumes of other types");
    }
}
