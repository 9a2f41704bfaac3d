package io.kspec.local.kubelet;

import java.time.Instant;
import java.util.Optional;

/// What is known of one container at a moment.
///
/// @param restarts how often it was started again
/// @param last how its run before this one ended
/// @param started whether its startup probe has passed in this run, or it has none
/// @param ready whether it counts as ready
/// @param over whether it will not be started again
record ContainerFacts(
        State state, Optional<State.Ended> last, int restarts, boolean started, boolean ready, boolean over) {
    /// What it does.
    sealed interface State {
        /// It has no process, and shall have one.
        record Waits(String reason, String message) implements State {}

        /// It has a process.
        record Runs(long pid, Instant since) implements State {}

        /// Its process has ended.
        ///
        /// @param exitCode of the process; 128 and the signal's number if a signal ended it
        /// @param reason `Completed`, `Error` or `OOMKilled`
        record Ended(long pid, int exitCode, String reason, Instant began, Instant at) implements State {}
    }

    static ContainerFacts waiting() {
        return new ContainerFacts(new State.Waits("ContainerCreating", ""), Optional.empty(), 0, false, false, false);
    }

    ContainerFacts waits(String reason, String message) {
        return new ContainerFacts(new State.Waits(reason, message), before(), restarts, false, false, false);
    }

    ContainerFacts runs(long pid, Instant since) {
        int starts = before().isPresent() ? restarts + 1 : restarts;
        return new ContainerFacts(new State.Runs(pid, since), before(), starts, false, false, false);
    }

    ContainerFacts ended(State.Ended end) {
        return new ContainerFacts(end, last, restarts, false, false, false);
    }

    ContainerFacts isOver() {
        return new ContainerFacts(state, last, restarts, false, false, true);
    }

    ContainerFacts hasStarted() {
        return new ContainerFacts(state, last, restarts, true, ready, over);
    }

    ContainerFacts isReady(boolean now) {
        return new ContainerFacts(state, last, restarts, started, now, over);
    }

    boolean isRunning() {
        return state instanceof State.Runs;
    }

    /// Whether it ended for good, and well.
    boolean hasSucceeded() {
        return over && state instanceof State.Ended end && end.exitCode() == 0;
    }

    boolean hasFailed() {
        return over && !hasSucceeded();
    }

    private Optional<State.Ended> before() {
        return state instanceof State.Ended end ? Optional.of(end) : last;
    }
}
