package io.kspec.cli.terminal;

import java.util.List;

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

    static <T> Step<T> next(T value) {
        return new Next<>(value);
    }

    static <T> Step<T> stop(ExitCode code, String complaint) {
        return new Stop<>(code, List.of(complaint));
    }
}
