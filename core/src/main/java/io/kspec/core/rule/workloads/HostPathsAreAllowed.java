package io.kspec.core.rule.workloads;

import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.CelText;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodDemands;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.HostPathsSpec;
import io.kspec.core.spec.WorkloadsSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pods mount no path of their node but the allowed ones, and those read-only.
///
/// **Reads** `volumes[].hostPath.path` and the `volumeMounts[]` of all containers. Paths are compared segment by
/// segment: `/var/log` allows `/var/log/pods` and not `/var/logs`; a path with `..` is never allowed. A volume that
/// a persistentVolume keeps on the node is not seen. **Answers** Pass, or Fail with one violation per path and per
/// mount that may write. Never throws. **Cost** O(volumes x mounts); safe for use by many threads. **Source**
/// `spec.workloads.pods.hostPaths.allowed[]`.
public final class HostPathsAreAllowed implements PodRule {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.HIGH,
            "Pods mount only the allowed paths of their node, read-only",
            "A path of the node hands over its files, often those of the kubelet or of other pods.",
            "Use another kind of volume, or mount an allowed path with readOnly: true.",
            Controls.all(
                    Controls.cis("5.2.11"),
                    Controls.nist("CM-6", "CM-7", "AC-6(10)"),
                    Controls.pci("2.2.4", "2.2.6"),
                    Controls.soc2("CC6.1", "CC6.8")));
    public static final RuleKind KIND =
            new RuleKind("host-paths-are-allowed", CARD, "workloads.pods.hostPaths", HostPathsAreAllowed::demandedBy);

    private final List<String> allowed;

    private HostPathsAreAllowed(HostPathsSpec demand) {
        this.allowed = demand.allowed();
    }

    public static Stream<HostPathsAreAllowed> demandedBy(ClusterSpec spec) {
        return PodDemands.section(spec, WorkloadsSpec::pods)
                .flatMap(pods -> Stream.ofNullable(pods.hostPaths()))
                .map(HostPathsAreAllowed::new);
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    /// What would do is for a person to say.
    @Override
    public boolean mends() {
        return false;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        var offences = new ArrayList<Offence>();
        for (PodPart volume : PodPart.spec(workload).list("volumes")) {
            if (volume.has("hostPath") && !isAllowed(volume.text("hostPath.path"))) {
                offences.add(volume.offence("hostPath.path", demanded()));
            } else if (volume.has("hostPath")) {
                writableMounts(workload, volume.text("name")).forEach(offences::add);
            }
        }
        return offences;
    }

    @Override
    public CelForm cel() {
        String segments = "v.hostPath.?path.orValue('').split('/').filter(s, !(s in ['', '.']))";
        String within = "[%s].exists(s, !('..' in s) && %s)".formatted(segments, celAllowed());
        String readOnly = "variables.containers.all(c, c.?volumeMounts.orValue([]).all(m,"
                + " m.?name.orValue('') != v.?name.orValue('') || m.?readOnly.orValue(false) == true))";
        String offending = "variables.podSpec.?volumes.orValue([]).filter(v, v.?hostPath.hasValue() && !(%s && %s))"
                .formatted(within, readOnly);
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                offending + " == []",
                "paths of the node must be allowed and mounted read-only",
                "'volume \"' + %s.map(v, v.?name.orValue('')).join('\", \"') + %s"
                        .formatted(offending, CelText.of("\" must be %s, mounted read-only".formatted(demanded()))))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "path of the node is mounted", "paths of the node are mounted");
    }

    private boolean isAllowed(String path) {
        List<String> segments = segments(path);
        return !segments.contains("..")
                && allowed.stream()
                        .map(HostPathsAreAllowed::segments)
                        .anyMatch(prefix -> segments.size() >= prefix.size()
                                && segments.subList(0, prefix.size()).equals(prefix));
    }

    private static Stream<Offence> writableMounts(Workload workload, String volume) {
        return PodPart.containers(workload).stream()
                .flatMap(container -> container.list("volumeMounts").stream())
                .filter(mount -> mount.text("name").equals(volume) && !mount.isTrue("readOnly"))
                .map(mount -> mount.offence("readOnly", "true"));
    }

    private String celAllowed() {
        return allowed.stream()
                .map(prefix -> {
                    List<String> segments = segments(prefix);
                    var same = new ArrayList<>(List.of("s.size() >= " + segments.size()));
                    for (int position = 0; position < segments.size(); position++) {
                        same.add("s[%d] == %s".formatted(position, CelText.of(segments.get(position))));
                    }
                    return "(" + String.join(" && ", same) + ")";
                })
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" || "), any -> any.isEmpty() ? "false" : "(" + any + ")"));
    }

    /// The path without what means nothing: `/var//log/./` is var, log.
    private static List<String> segments(String path) {
        return Stream.of(path.split("/", -1))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .toList();
    }

    private String demanded() {
        return allowed.isEmpty() ? "absent" : "below " + String.join(" or ", allowed);
    }
}
