package io.kspec.lifecycle.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One change of state, for the record.
///
/// @param cluster empty when it is the rollout's own
/// @param from empty at the very first
/// @param to where it went
/// @param trigger what kind of thing moved it
/// @param cause a sentence for a person
/// @param actor the user, or `kspec`
/// @param at when
public record Transition(
        Optional<String> cluster,
        Optional<State> from,
        State to,
        Trigger trigger,
        String cause,
        String actor,
        Instant at) {
    /// Every arrow that a rollout can take.
    public static final List<Arrow> ROLLOUTS = Arrows.ROLLOUTS;

    /// Every arrow that a cluster's row can take.
    public static final List<Arrow> CLUSTERS = Arrows.CLUSTERS;

    /// A row of the table of states.
    ///
    /// @param from empty at the very first
    /// @param to where it goes
    /// @param trigger what moves it
    public record Arrow(Optional<State> from, State to, Trigger trigger) {}

    /// The row of the table that this is.
    public Arrow arrow() {
        return new Arrow(from, to, trigger);
    }
}
