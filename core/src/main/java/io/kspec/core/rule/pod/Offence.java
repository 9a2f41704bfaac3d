package io.kspec.core.rule.pod;

import io.kspec.core.fix.Edit;
import io.kspec.core.subject.Container;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.Optional;

/// One offending place of a pod, with what would mend it.
///
/// @param container whose field it is; empty for the pod's
/// @param path from the root of the subject
/// @param observed what stands there, or `absent`; never a secret
/// @param demanded what the rule demands instead
/// @param edits one safe way to the demanded state; empty when a person must decide
public record Offence(
        Optional<Container> container, FieldPath path, String observed, String demanded, List<Edit> edits) {
    public Offence {
        edits = List.copyOf(edits);
    }

    public Offence mendedBy(Edit... safely) {
        return new Offence(container, path, observed, demanded, List.of(safely));
    }

    Violation violation(Workload workload, String fix) {
        return new Violation(
                container.map(one -> workload.ref().in(one.name())).orElse(workload.ref()),
                path,
                observed,
                demanded,
                fix);
    }
}
