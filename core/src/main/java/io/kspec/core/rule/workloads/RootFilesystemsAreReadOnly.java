package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodDemands;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodsSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// No container can write to its root file system.
///
/// **Reads** `securityContext.readOnlyRootFilesystem` of init and regular containers: it must be there and true.
/// Ephemeral containers may write, since people debug with them; Windows pods cannot do without. **Answers** Pass,
/// or Fail with one violation per container. Never throws. **Cost** O(containers); safe for use by many threads.
/// **Source** `spec.workloads.pods.requireReadOnlyRootFilesystem`.
public final class RootFilesystemsAreReadOnly implements PodRule {
    private static final String FIELD = "securityContext.readOnlyRootFilesystem";
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.MEDIUM,
            "Every container has a read-only root file system",
            "An intruder who can write to the image can keep tools in it and change its programs.",
            "Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program writes.",
            Controls.all(
                    Controls.cis("5.6.3"),
                    Controls.nist("CM-6", "CM-7"),
                    Controls.pci("2.2.6"),
                    Controls.soc2("CC6.8")));
    public static final RuleKind KIND = new RuleKind(
            "root-filesystems-are-read-only",
            CARD,
            "workloads.pods.requireReadOnlyRootFilesystem",
            RootFilesystemsAreReadOnly::demandedBy);

    public static Stream<RootFilesystemsAreReadOnly> demandedBy(ClusterSpec spec) {
        return PodDemands.asks(spec, PodsSpec::requireReadOnlyRootFilesystem)
                ? Stream.of(new RootFilesystemsAreReadOnly())
                : Stream.empty();
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public List<Offence> offences(Workload workload) {
        if (PodPart.spec(workload).text("os.name").equals("windows")) {
            return List.of();
        }
        return PodPart.containers(workload).stream()
                .filter(PodPart::isDeclared)
                .filter(container -> !container.isTrue(FIELD))
                .map(container -> container.offence(FIELD, "true").mendedBy(container.put(FIELD, BooleanNode.TRUE)))
                .toList();
    }

    @Override
    public CelForm cel() {
        String offends = "c.?securityContext.?readOnlyRootFilesystem.orValue(false) != true";
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "variables.podSpec.?os.?name.orValue('') == 'windows' || !%s.exists(c, %s)"
                        .formatted(Cel.INIT_AND_REGULAR, offends),
                "containers must have a read-only root file system",
                Cel.offenders("%s.filter(c, %s)".formatted(Cel.INIT_AND_REGULAR, offends), FIELD + " must be true"))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "container", "containers") + " with a writable root file system";
    }
}
