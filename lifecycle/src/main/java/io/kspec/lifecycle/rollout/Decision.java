package io.kspec.lifecycle.rollout;

import java.util.List;
import java.util.Optional;

/// What follows from an event: to be stored as a whole, or not at all.
///
/// @param next the rollout from now on
/// @param commands to be given to workers, in this order
/// @param transitions to be kept for ever
/// @param ignored why the event changed nothing, as a sentence; empty when it fitted
public record Decision(Rollout next, List<Command> commands, List<Transition> transitions, Optional<String> ignored) {
    public Decision {
        commands = List.copyOf(commands);
        transitions = List.copyOf(transitions);
    }
}
