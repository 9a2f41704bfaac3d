package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Intent;
import io.kspec.core.policy.NativePolicies;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.kube.write.ObjectKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every guard that the active specifications ask for. Pure: the same rulebooks give the same guards.
final class DesiredGuards {
    private DesiredGuards() {}

    /// @param paused whether a person switched admission off for now
    static Map<GuardId, Guard> of(GuardDemand demand, GuardSettings settings, boolean paused, Instant now) {
        var guards = new LinkedHashMap<GuardId, Guard>();
        var registration = new Registration(settings, demand.caBundle());
        if (settings.webhooks()) {
            guards.put(Registration.id(), marked(registration.of(demand, paused)));
            registration.mutating(demand, paused).ifPresent(guard -> guards.put(guard.id(), marked(guard)));
        }
        for (Rulebook rulebook : demand.rulebooks()) {
            for (Guard policy : policies(rulebook, registration, now)) {
                guards.put(policy.id(), marked(policy));
            }
        }
        return guards;
    }

    private static Guard marked(Guard guard) {
        return new Guard(guard.id(), Intent.marked(guard.object()), guard.specifications(), guard.repair());
    }

    private static List<Guard> policies(Rulebook rulebook, Registration registration, Instant now) {
        var guards = new ArrayList<Guard>();
        for (ObjectNode object :
                NativePolicies.of(rulebook, registration.exempt(), now).objects()) {
            ObjectKind kind = object.path("kind").asText().endsWith("Binding")
                    ? ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING
                    : ObjectKind.VALIDATING_ADMISSION_POLICY;
            var id = new GuardId(kind, object.path("metadata").path("name").asText());
            guards.add(new Guard(
                    id,
                    object,
                    List.of(rulebook.specification()),
                    rulebook.enforcement().repair()));
        }
        return guards;
    }
}
