package io.kspec.operator.guard;

import io.kspec.core.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the keeper last saw in the cluster: facts for conditions, never intentions.
///
/// @param registered whether the webhook configuration stands as intended
/// @param held what every specification has in force, by name
/// @param kyverno what of Kyverno is there
/// @param pause until when a person switched admission off
/// @param trouble why the last turn did not bring everything in force
/// @param nativesServed whether the API server has ValidatingAdmissionPolicies
public record GuardState(
        boolean registered,
        Map<String, InForce> held,
        Kyverno kyverno,
        Optional<Pause> pause,
        Optional<Failure> trouble,
        boolean nativesServed) {
    public static final GuardState UNKNOWN =
            new GuardState(false, Map.of(), new Kyverno.Unread(), Optional.empty(), Optional.empty(), true);

    public GuardState {
        held = Map.copyOf(held);
    }

    GuardState during(Optional<Pause> now) {
        return new GuardState(registered, held, kyverno, now, trouble, nativesServed);
    }

    /// What one specification has in force.
    public InForce of(String specification) {
        return held.getOrDefault(specification, InForce.NOTHING).served(nativesServed);
    }

    /// Policies of one kind; bindings are not counted.
    ///
    /// @param standing those that stand as intended, and are ready where the kind tells that
    /// @param wanted those that should
    public record Count(int standing, int wanted) {
        static final Count NONE = new Count(0, 0);

        public boolean complete() {
            return standing == wanted;
        }

        Count with(boolean stands) {
            return new Count(standing + (stands ? 1 : 0), wanted + 1);
        }
    }

    /// One specification's share.
    ///
    /// @param natives ValidatingAdmissionPolicies
    /// @param kyverno Kyverno's
    /// @param pending guards that differ and were not put back
    /// @param conflicts guards whose name somebody else's object holds
    /// @param fights guards that somebody else changes again and again
    /// @param waiting guards that differ until a person consents to their repair; they are pending as well
    /// @param nativesServed whether the API server has ValidatingAdmissionPolicies
    public record InForce(
            Count natives,
            Count kyverno,
            List<String> pending,
            List<String> conflicts,
            List<String> fights,
            List<String> waiting,
            boolean nativesServed) {
        public static final InForce NOTHING = new InForce(Count.NONE, Count.NONE, List.of(), List.of());

        public InForce {
            pending = List.copyOf(pending);
            conflicts = List.copyOf(conflicts);
            fights = List.copyOf(fights);
            waiting = List.copyOf(waiting);
        }

        /// Where nothing is fought over and nothing waits for a person.
        public InForce(Count natives, Count kyverno, List<String> pending, List<String> conflicts) {
            this(natives, kyverno, pending, conflicts, List.of(), List.of(), true);
        }

        InForce served(boolean natively) {
            return new InForce(natives, kyverno, pending, conflicts, fights, waiting, natively);
        }

        /// How many policies stand, whoever evaluates them.
        public int policies() {
            return natives.standing() + kyverno.standing();
        }
    }
}
