package io.kspec.core.junit;

/// One line of a test report.
///
/// @param className the group that CI servers show it in
public record JunitCase(String className, String name, Outcome outcome) {
    /// What became of a case.
    public sealed interface Outcome {
        record Passed() implements Outcome {}

        /// Something is wrong.
        ///
        /// @param message one line
        /// @param text everything there is to say; may have several lines
        record Failed(String message, String text) implements Outcome {}

        /// Could not be judged, which is neither a pass nor a failure.
        record Errored(String message, String text) implements Outcome {}

        record Skipped(String message) implements Outcome {}
    }
}
