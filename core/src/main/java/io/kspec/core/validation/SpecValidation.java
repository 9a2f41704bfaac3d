package io.kspec.core.validation;

import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.Mode;
import java.util.List;
import java.util.Optional;

/// The answer of every door to "is this specification sound?": the webhook on kspec's own kinds, the condition
/// `SpecValid`, and `kspec validate`. What a schema sees (types, words, missing and unknown fields) is the business
/// of the API server and of [SpecReading]. Whether a template or a base exists, and what comes of building on it, a
/// specification alone cannot tell: `core.resolve` says, and what it resolves is validated like any other.
///
/// @param problems refuse the specification
/// @param warnings are shown when it is applied; one of them for every entry of `notBuilt`
/// @param notBuilt fields that were set and whose feature this version does not evaluate
public record SpecValidation(List<SpecProblem> problems, List<SpecProblem> warnings, List<UnbuiltField> notBuilt) {
    public SpecValidation {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notBuilt = List.copyOf(notBuilt);
    }

    /// Never throws for any specification that could be read.
    public static SpecValidation of(ClusterSpec spec) {
        var notes = new Notes();
        EnforcementSection.check(spec, notes);
        ScopeSection.check(spec, notes);
        Optional.ofNullable(spec.timeBasedActivation()).ifPresent(section -> ActivationSection.check(section, notes));
        Optional.ofNullable(spec.kubernetes()).ifPresent(section -> KubernetesSection.check(section, notes));
        Optional.ofNullable(spec.podSecurity()).ifPresent(section -> PodSecuritySection.check(section, notes));
        Optional.ofNullable(spec.network()).ifPresent(section -> NetworkSection.check(section, notes));
        Optional.ofNullable(spec.workloads()).ifPresent(section -> WorkloadsSection.check(section, notes));
        Optional.ofNullable(spec.admission()).ifPresent(section -> AdmissionSection.check(section, notes));
        RulesSection.check(spec.rules(), notes);
        Optional.ofNullable(spec.compliance()).ifPresent(section -> ComplianceSection.check(section, notes));
        if (notes.problems().isEmpty()) { // only a sound specification says which rules it demands
            RemediationNotes.check(spec, notes);
        }
        UnbuiltFields unbuilt = UnbuiltFields.of(spec);
        warnOf(unbuilt, notes);
        if (spec.mode() == Mode.ENFORCE) {
            refuseNarrowing(unbuilt, notes);
        }
        return new SpecValidation(notes.problems(), notes.warnings(), unbuilt.all());
    }

    public boolean sound() {
        return problems.isEmpty();
    }

    private static void warnOf(UnbuiltFields unbuilt, Notes notes) {
        for (UnbuiltField field : unbuilt.all()) {
            notes.warning(
                    field.path(),
                    "the field is not evaluated by this version of kspec",
                    "Remove the field, or read its result as unknown.");
        }
    }

    /// Without the field's feature kspec would refuse more than the user asked it to.
    private static void refuseNarrowing(UnbuiltFields unbuilt, Notes notes) {
        for (UnbuiltField field : unbuilt.narrowing()) {
            notes.problem(
                    field.path(),
                    "would narrow what mode enforce refuses, and this version of kspec does not evaluate it",
                    "Use mode audit, or remove the field.");
        }
    }
}
