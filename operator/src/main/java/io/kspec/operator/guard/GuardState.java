package io.kspec.operator.guard;

import io.kspec.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the keeper last saw in the cluster: facts for conditions, never intentions.
///
/// @param registered whether the webhook configuration stands as intended
/// @param policies how many generated policies stand as intended, by specification
/// @param wanted how many are intended, by specification
/// @param pending guards that differ and were not put back, by specification
/// @param pause until when a person switched admission off
/// @param trouble why the last turn did not bring everything in force
public record GuardState(
        boolean registered,
        Map<String, Integer> policies,
        Map<String, Integer> wanted,
        Map<String, List<String>> pending,
        Optional<Pause> pause,
        Optional<Failure> trouble) {
    public static final GuardState UNKNOWN =
            new GuardState(false, Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.empty());

    public GuardState {
        policies = Map.copyOf(policies);
        wanted = Map.copyOf(wanted);
        pending = Map.copyOf(pending);
    }

    GuardState during(Optional<Pause> now) {
        return new GuardState(registered, policies, wanted, pending, now, trouble);
    }

    /// What one specification has in force.
    public InForce of(String specification) {
        return new InForce(
                policies.getOrDefault(specification, 0),
                wanted.getOrDefault(specification, 0),
                pending.getOrDefault(specification, List.of()));
    }

    /// One specification's share.
    ///
    /// @param policies generated policies that stand as intended
    /// @param wanted generated policies that should
    /// @param pending guards that differ and were not put back
    public record InForce(int policies, int wanted, List<String> pending) {
        public InForce {
            pending = List.copyOf(pending);
        }
    }
}
