package io.kspec.core.rule.workloads;

import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Fix;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PodSecurityLevel;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// No container runs privileged.
///
/// **Reads** `securityContext.privileged` of init, regular and ephemeral containers; absent is false.
/// **Answers** Pass, or Fail with one violation per privileged container in document order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** Pod Security Standards, baseline, "Privileged Containers", policy version 1.0 and later.
public final class ContainersAreUnprivileged implements WorkloadRule {
    private static final FieldPath PRIVILEGED = FieldPath.of("securityContext.privileged");
    private static final RuleCard CARD = new RuleCard(
            "privileged-containers",
            Category.WORKLOADS,
            Severity.CRITICAL,
            "No container runs privileged",
            "A privileged container has every right of its node: who breaks into it owns the node.",
            "Remove securityContext.privileged; add the single capability that is needed instead.",
            Controls.all(
                    Controls.cis("5.2.2", "5.6.3"),
                    Controls.nist("CM-6", "CM-7", "AC-6(10)"),
                    Controls.pci("2.2.4", "2.2.6"),
                    Controls.soc2("CC6.1", "CC6.8")));
    public static final RuleKind KIND = new RuleKind(
            "containers-are-unprivileged", CARD, "podSecurity.enforce", ContainersAreUnprivileged::demandedBy);

    /// Asked for by a Pod Security level, since both baseline and restricted forbid privileged containers.
    public static Stream<ContainersAreUnprivileged> demandedBy(ClusterSpec spec) {
        return spec.podSecurity() != null
                        && (spec.podSecurity().enforce() == PodSecurityLevel.BASELINE
                                || spec.podSecurity().enforce() == PodSecurityLevel.RESTRICTED)
                ? Stream.of(new ContainersAreUnprivileged())
                : Stream.empty();
    }

    @Override
    public RuleId id() {
        return new RuleId(KIND.name());
    }

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public Verdict judge(Workload workload) {
        return Verdict.of(workload.containers().stream()
                .filter(ContainersAreUnprivileged::isPrivileged)
                .map(container -> violation(workload, container))
                .toList());
    }

    /// Without the field a container is unprivileged.
    @Override
    public Fix fix(Workload workload) {
        return new Fix.Edits(workload.containers().stream()
                .filter(ContainersAreUnprivileged::isPrivileged)
                .<Edit>map(container -> new Edit.Remove(container.path().then(PRIVILEGED)))
                .toList());
    }

    @Override
    public CelForm cel() {
        String privileged = "c.?securityContext.?privileged.orValue(false) == true";
        return new CelForm.Expressed(List.of(new CelForm.Validation(
                "!variables.containers.exists(c, %s)".formatted(privileged),
                "containers must not be privileged",
                Cel.offenders(
                        "variables.containers.filter(c, %s)".formatted(privileged),
                        "securityContext.privileged is true, must be false"))));
    }

    @Override
    public String headline(List<Violation> violations) {
        return Headlines.count(violations.size(), "privileged container", "privileged containers") + " detected";
    }

    private static boolean isPrivileged(Container container) {
        return container.json().path("securityContext").path("privileged").asBoolean(false);
    }

    private static Violation violation(Workload workload, Container container) {
        return new Violation(
                workload.ref().in(container.name()), container.path().then(PRIVILEGED), "true", "false", CARD.fix());
    }
}
