package io.kspec.core.rule.podsecurity;

import io.kspec.core.fix.Edit;
import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodPart;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Profiles that a pod names by annotation, as AppArmor and seccomp did before they had fields.
final class Annotations {
    private static final String LOCALHOST = "localhost/";

    private Annotations() {}

    /// One per annotation that names no profile which confines.
    ///
    /// @param allowed values beside `localhost/…`
    static List<Offence> offences(Workload workload, Predicate<String> ours, List<String> allowed) {
        PodPart metadata = PodPart.metadata(workload);
        return metadata.at("annotations").properties().stream()
                .filter(annotation -> ours.test(annotation.getKey()))
                .filter(annotation -> {
                    String value = annotation.getValue().asText("");
                    return !allowed.contains(value) && !value.startsWith(LOCALHOST);
                })
                .map(annotation -> {
                    FieldPath path = metadata.path().field("annotations").field(annotation.getKey());
                    return new Offence(
                                    Optional.empty(),
                                    path,
                                    annotation.getValue().toString(),
                                    "absent",
                                    List.of())
                            .mendedBy(new Edit.Remove(path));
                })
                .toList();
    }

    /// @param ours a CEL expression about the annotation's name `k`
    static CelForm.Validation validation(String ours, List<String> allowed, String message) {
        String all = "variables.podMeta.?annotations.orValue({})";
        String offends = "(%s) && !([%s[k]].exists(v, v in %s || v.startsWith('%s')))"
                .formatted(ours, all, Cel.texts(allowed), LOCALHOST);
        return new CelForm.Validation(
                "!%s.exists(k, %s)".formatted(all, offends),
                message,
                "'annotation ' + %s.filter(k, %s).map(k, string(k)).join(', ') + ' must be absent'"
                        .formatted(all, offends));
    }
}
