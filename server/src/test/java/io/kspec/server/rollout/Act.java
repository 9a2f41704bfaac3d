package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import java.util.List;
import java.util.function.Predicate;

/// A part of a [Tale].
sealed interface Act {
    /// Somebody asks for a rollout; the acts that follow are about it.
    record Submits(String version, Strategy strategy, boolean autoRollback, List<Target> targets) implements Act {}

    /// The next command of this kind is answered so.
    record Prepares(Class<? extends Command> kind, Answer answer) implements Act {}

    /// Workers work, and time passes.
    ///
    /// @param enough never true when they work until nothing is left to do
    /// @param must whether it is a mistake in the tale when nothing is left before it is enough
    record Works(Predicate<Stepper> enough, boolean must) implements Act {}

    /// Somebody asks something of the rollout, and waits for the answer.
    record Asks(Event request) implements Act {}

    /// Something that happened elsewhere is left for the rollout.
    record Leaves(Event event) implements Act {}

    static Act works() {
        return new Works(_ -> false, false);
    }

    static Act worksUntil(State state) {
        return new Works(stepper -> stepper.rollout().state() == state, true);
    }

    static Act worksUntil(String cluster, State state) {
        return new Works(
                stepper -> stepper.rollout()
                        .row(cluster)
                        .filter(row -> row.state() == state)
                        .isPresent(),
                true);
    }

    static Act worksUntilDue(Class<? extends Command> kind) {
        return new Works(stepper -> stepper.due(kind), true);
    }
}
