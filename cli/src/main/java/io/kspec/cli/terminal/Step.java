package io.kspec.cli.terminal;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What one step of a command came to: a value to go on with, or the end of the command.
public sealed interface Step<T> {
    record Next<T>(T value) implements Step<T> {}

    /// `complaints` say why, one sentence each.
    record Stop<T>(ExitCode code, List<String> complaints) implements Step<T> {
        public Stop {
            complaints = List.copyOf(complaints);
        }

        /// Says why on the terminal.
        public int end(Terminal terminal) {
            complaints.forEach(terminal::complain);
            return code.code();
        }

        /// The same end of a step that would have had another value.
        public <S> Stop<S> retyped() {
            return new Stop<>(code, complaints);
        }
    }

    /// Goes on with the value, where there is one.
    default <S> Step<S> then(Function<T, Step<S>> further) {
        return switch (this) {
            case Stop<T> stop -> stop.retyped();
            case Next<T>(T value) -> further.apply(value);
        };
    }

    /// Ends the command, with the value where there is one.
    ///
    /// @param last answers the exit code
    default int finish(Terminal terminal, ToIntFunction<T> last) {
        return switch (this) {
            case Stop<T> stop -> stop.end(terminal);
            case Next<T>(T value) -> last.applyAsInt(value);
        };
    }

    static <T> Step<T> next(T value) {
        return new Next<>(value);
    }

    static <T> Step<T> stop(ExitCode code, String complaint) {
        return new Stop<>(code, List.of(complaint));
    }
}
