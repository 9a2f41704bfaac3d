package io.kspec.operator;

import io.kspec.core.rulebook.Rulebook;
import io.kspec.operator.audit.AuditRecord;
import io.kspec.operator.guard.GuardState;
import io.kspec.operator.specification.SpecificationCache;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells how guards stand, after each turn that changed it. Used by the keeper's one thread.
final class Standing {
    private static final String REGISTRATION = "ValidatingWebhookConfiguration kspec-validating-webhook";

    private final Observation observation;
    private final SpecificationCache specifications;
    private final Set<String> known = new HashSet<>();
    private boolean registered;

    Standing(Observation observation, SpecificationCache specifications) {
        this.observation = observation;
        this.specifications = specifications;
    }

    synchronized void changed(GuardState state) {
        if (state.registered() != registered) {
            registered = state.registered();
            observation
                    .audit()
                    .add(AuditRecord.of(
                            registered ? AuditRecord.Act.ADMISSION_ENABLED : AuditRecord.Act.ADMISSION_DISABLED,
                            REGISTRATION));
        }
        Set<String> now =
                specifications.active().stream().map(Rulebook::specification).collect(Collectors.toSet());
        now.forEach(name -> observation.drift().stands(name, state.of(name).pending()));
        known.stream().filter(name -> !now.contains(name)).forEach(observation::forget);
        known.clear();
        known.addAll(now);
    }
}
