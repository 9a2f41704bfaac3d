package io.kspec.core.rule.workloads;

import io.kspec.core.fix.Fix;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.Controls;
import io.kspec.core.rule.Headlines;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.RuleKind;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;

/// A field of no container carries the forbidden value.
///
/// **Reads** one dotted path at init, regular and ephemeral containers, and at the pod where a container does not
/// set it ([ContainerPath]). A field that is absent never offends.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Values compare as in
/// [ContainerFieldIsSet], but a list offends as soon as it holds one of the forbidden elements: another element
/// beside it would otherwise let it through. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** `spec.workloads.containers.forbidden[]` of the specification.
public final class ContainerFieldIsAvoided implements WorkloadRule {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.HIGH,
            "No container carries the fields that are forbidden",
            "A single field can hand a container the rights of its node.",
            "Remove the field, or give it a value that is allowed.",
            Controls.all(
                    Controls.cis("5.2.2", "5.2.3", "5.2.4", "5.2.5", "5.2.6", "5.2.7", "5.2.9", "5.6.2", "5.6.3"),
                    Controls.nist("CM-6", "CM-7", "AC-6(10)", "SC-5", "SC-6"),
                    Controls.pci("2.2.4", "2.2.6"),
                    Controls.soc2("CC6.1", "CC6.8", "A1.1")));
    public static final RuleKind KIND = new RuleKind(
            "container-field-is-avoided", CARD, "workloads.containers.forbidden", ContainerFieldIsAvoided::demandedBy);

    private final RuleId id;
    private final RuleCard card;
    private final ContainerPath path;
    private final Demand demand;

    private ContainerFieldIsAvoided(ContainerDemands.Entry entry) {
        this.id = new RuleId(KIND.name(), entry.parameter());
        this.path = entry.path();
        this.card = FieldControls.of(CARD, path.path().dotted());
        this.demand = Demand.of(entry.field(), path.segments(), true);
    }

    /// One instance per entry of `workloads.containers.forbidden[]`; entries without a key are a problem of the
    /// specification and demand nothing.
    public static Stream<ContainerFieldIsAvoided> demandedBy(ClusterSpec spec) {
        return ContainerDemands.forbidden(spec).map(ContainerFieldIsAvoided::new);
    }

    @Override
    public RuleId id() {
        return id;
    }

    @Override
    public RuleCard card() {
        return card;
    }

    @Override
    public RuleKind kind() {
        return KIND;
    }

    @Override
    public Verdict judge(Workload workload) {
        return Verdict.of(path.in(workload).stream()
                .filter(found -> found.value().map(demand::matches).orElse(false))
                .map(found -> violation(workload, found))
                .toList());
    }

    @Override
    public CelForm cel() {
        return path.celMatches(demand)
                .<CelForm>map(matches -> new CelForm.Expressed(List.of(validation(matches))))
                .orElseGet(() -> new CelForm.Inexpressible(ContainerDemands.inexpressible(path, demand)));
    }

    @Override
    public boolean mends() {
        return FieldFixes.avoids(path, demand);
    }

    @Override
    public Fix fix(Workload workload) {
        return FieldFixes.avoid(path, demand, workload, CARD.fix());
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s is %s in %s"
                .formatted(path.path().dotted(), demand.words(), Headlines.count(violations.size(), "place", "places"));
    }

    private CelForm.Validation validation(String matches) {
        String key = path.path().dotted();
        if (path.ofPod()) {
            return new CelForm.Validation("!(%s)".formatted(matches), "%s must be %s".formatted(key, demanded()), "");
        }
        String containers = path.celContainers();
        return new CelForm.Validation(
                "!%s.exists(c, %s)".formatted(containers, matches),
                "%s of every container must be %s".formatted(key, demanded()),
                Cel.offenders(
                        "%s.filter(c, %s)".formatted(containers, matches), "%s must be %s".formatted(key, demanded())));
    }

    private Violation violation(Workload workload, ContainerPath.Found found) {
        return new Violation(
                found.container()
                        .map(container -> workload.ref().in(container.name()))
                        .orElse(workload.ref()),
                found.path(),
                ContainerDemands.observed(path, found.value()),
                demanded(),
                "Remove %s.".formatted(found.path().dotted()));
    }

    private String demanded() {
        return demand instanceof Demand.AnyValue ? "absent" : "anything but " + demand.words();
    }
}
