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
import java.util.Optional;

/// Every guard that the active specifications ask for. Pure: the same rulebooks, and the same Kyverno, give the same
/// guards.
///
/// Where Kyverno takes policies it gets them, and native ones stand only until all of those are ready, or because the
/// specification itself asks for them.
final class DesiredGuards {
    private DesiredGuards() {}

    /// Kyverno as the guards need to know it.
    ///
    /// @param policies live objects of the kind that it takes, ours or not, by name
    record Neighbour(Kyverno.Served kyverno, Map<String, ObjectNode> policies) {
        /// It is given policies when it runs, and keeps those it has while it is away.
        boolean takesPolicies() {
            return kyverno.ready() || policies.values().stream().anyMatch(KyvernoPolicies::isOurs);
        }

        boolean holds(List<Guard> guards) {
            return kyverno.ready()
                    && !guards.isEmpty()
                    && guards.stream()
                            .map(guard -> policies.get(guard.id().name()))
                            .allMatch(live ->
                                    live != null && KyvernoPolicies.isOurs(live) && KyvernoPolicies.isReady(live));
        }
    }

    /// @param paused whether a person switched admission off for now
    /// @param neighbour Kyverno, while it takes policies
    static Map<GuardId, Guard> of(
            GuardDemand demand, GuardSettings settings, boolean paused, Optional<Neighbour> neighbour, Instant now) {
        var guards = new LinkedHashMap<GuardId, Guard>();
        var registration = new Registration(settings, demand.caBundle());
        if (settings.webhooks()) {
            guards.put(Registration.id(), marked(registration.of(demand, paused, now)));
            registration.mutating(demand, paused).ifPresent(guard -> guards.put(guard.id(), marked(guard)));
        }
        Optional<Neighbour> taking = neighbour.filter(Neighbour::takesPolicies);
        Optional<KyvernoPolicies> kyverno =
                taking.map(one -> new KyvernoPolicies(one.kyverno().format(), registration.exempt(), one.policies()));
        for (Rulebook rulebook : demand.rulebooks()) {
            List<Guard> forKyverno =
                    kyverno.map(policies -> policies.of(rulebook, now)).orElse(List.of());
            boolean held = taking.map(one -> one.holds(forKyverno)).orElse(false);
            if (settings.nativePolicies() && (!held || rulebook.enforcement().nativeByChoice())) {
                natives(rulebook, registration, now).forEach(policy -> guards.put(policy.id(), marked(policy)));
            }
            forKyverno.forEach(policy -> guards.put(policy.id(), marked(policy)));
        }
        return guards;
    }

    private static Guard marked(Guard guard) {
        return new Guard(guard.id(), Intent.marked(guard.object()), guard.specifications(), guard.repair());
    }

    private static List<Guard> natives(Rulebook rulebook, Registration registration, Instant now) {
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
