package io.kspec.core.rule.podsecurity;

import io.kspec.core.rule.CelForm;
import io.kspec.core.rule.pod.Offence;
import io.kspec.core.rule.pod.PodRule;
import io.kspec.core.subject.Workload;
import java.util.List;

/// One check of the Pod Security Standards, asked where the level of a namespace contains it.
interface PodSecurityRule extends PodRule {
    Asked asked();

    /// What breaks the check, whatever the namespace.
    List<Offence> breaches(Workload workload);

    /// The check as CEL, whatever the namespace.
    CelForm.Validation validation();

    @Override
    default List<Offence> offences(Workload workload) {
        return asked().about(workload) ? breaches(workload) : List.of();
    }

    @Override
    default CelForm cel() {
        return new CelForm.Expressed(List.of(asked().guarded(validation())));
    }
}
