package io.kspec.core.admission;

import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Rulebook;
import java.util.List;
import java.util.function.Supplier;

/// How one specification is asked during admission: between the request and the rules stands whatever keeps the
/// faults of one specification from the others.
@FunctionalInterface
public interface Consultation {
    /// Asks and waits; what is thrown goes up.
    Consultation DIRECT = (_, judging) -> new Answer.Given(judging.get());

    /// Asks one specification about the request.
    ///
    /// @param judging asks every rule of the rulebook
    Answer ask(Rulebook rulebook, Supplier<List<Found>> judging);

    /// What came of asking.
    sealed interface Answer {
        record Given(List<Found> found) implements Answer {
            public Given {
                found = List.copyOf(found);
            }
        }

        /// No rule could be asked, or one threw: the failure policy of the specification decides.
        record Silent(Failure why) implements Answer {}
    }
}
