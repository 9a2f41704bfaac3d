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

/// A field of every container carries the demanded value.
///
/// **Reads** one dotted path at init, regular and ephemeral containers, and at the pod where a container does not
/// set it ([ContainerPath]); containers that the API forbids to carry the field are not asked.
/// **Answers** Pass, or Fail with one violation per offending place in document order. Texts and booleans match
/// when they are equal, numbers by value, amounts below `resources` by amount, lists when they hold the same
/// elements in any order. Never throws.
/// **Cost** O(containers); safe for use by many threads.
/// **Source** `spec.workloads.containers.required[]` of the specification.
public final class ContainerFieldIsSet implements WorkloadRule {
    private static final RuleCard CARD = new RuleCard(
            "workload-security",
            Category.WORKLOADS,
            Severity.HIGH,
            "Every container carries the fields that are demanded",
            "Fields that are left out fall back to defaults that favour convenience over safety.",
            "Set the field on the container, or on the pod where the pod has it.",
            Controls.all(
                    Controls.cis("5.2.2", "5.2.3", "5.2.4", "5.2.5", "5.2.6", "5.2.7", "5.2.9", "5.6.2", "5.6.3"),
                    Controls.nist("CM-6", "CM-7", "AC-6(10)", "SC-5", "SC-6"),
                    Controls.pci("2.2.4", "2.2.6"),
                    Controls.soc2("CC6.1", "CC6.8", "A1.1")));
    public static final RuleKind KIND = new RuleKind(
            "container-field-is-set", CARD, "workloads.containers.required", ContainerFieldIsSet::demandedBy);

    private final RuleId id;
    private final RuleCard card;
    private final ContainerPath path;
    private final Demand demand;

    private ContainerFieldIsSet(ContainerDemands.Entry entry) {
        this.id = new RuleId(KIND.name(), entry.parameter());
        this.path = entry.path();
        this.card = FieldControls.of(CARD, path.path().dotted());
        this.demand = Demand.of(entry.field(), path.segments(), false);
    }

    /// One instance per entry of `workloads.containers.required[]`; entries without a key are a problem of the
    /// specification and demand nothing.
    public static Stream<ContainerFieldIsSet> demandedBy(ClusterSpec spec) {
        return ContainerDemands.required(spec).map(ContainerFieldIsSet::new);
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
                .filter(found -> !found.value().map(demand::matches).orElse(false))
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
        return FieldFixes.sets(path, demand);
    }

    @Override
    public Fix fix(Workload workload) {
        return FieldFixes.set(path, demand, workload, CARD.fix());
    }

    @Override
    public String headline(List<Violation> violations) {
        return "%s is not %s in %s"
                .formatted(path.path().dotted(), demand.words(), Headlines.count(violations.size(), "place", "places"));
    }

    private CelForm.Validation validation(String matches) {
        String key = path.path().dotted();
        if (path.ofPod()) {
            return new CelForm.Validation(matches, "%s must be %s".formatted(key, demanded()), "");
        }
        String containers = path.celContainers();
        return new CelForm.Validation(
                "%s.all(c, %s)".formatted(containers, matches),
                "%s of every container must be %s".formatted(key, demanded()),
                Cel.offenders(
                        "%s.filter(c, !(%s))".formatted(containers, matches),
                        "%s must be %s".formatted(key, demanded())));
    }

    private Violation violation(Workload workload, ContainerPath.Found found) {
        return new Violation(
                found.container()
                        .map(container -> workload.ref().in(container.name()))
                        .orElse(workload.ref()),
                found.path(),
                ContainerDemands.observed(path, found.value()),
                demanded(),
                "Set %s%s, %s."
                        .formatted(
                                path.path().dotted(),
                                demand instanceof Demand.AnyValue ? "" : " to " + demand.words(),
                                path.ofPod() ? "on the pod" : "on the container or the pod"));
    }

    private String demanded() {
        return demand.words();
    }
}
