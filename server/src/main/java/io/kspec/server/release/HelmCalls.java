package io.kspec.server.release;

import io.kspec.core.failure.Failure;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls into the native library: some at once, others wait in a line that has an end, and nobody waits for ever.
///
/// A call that overruns its deadline goes on by itself, since native code cannot be stopped; it keeps its place among
/// those at once until it returns.
final class HelmCalls implements AutoCloseable {
    private static final int AT_ONCE = 16;
    private static final int WAITING = 256;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("helm-", 0).factory());

    HelmCalls() {
        threads.allowCoreThreadTimeOut(true);
    }

    /// How a call ended.
    sealed interface Ending<T> {
        record Answered<T>(T answer) implements Ending<T> {}

        /// Helm said no, in its own words.
        record Refused<T>(String message) implements Ending<T> {}

        /// Nothing came back in time.
        record Overrun<T>(Failure failure) implements Ending<T> {}
    }

    <T> Ending<T> call(String what, Duration patience, Callable<T> call) {
        Future<T> running;
        try {
            running = threads.submit(call);
        } catch (RejectedExecutionException full) {
            return new Ending.Refused<>("more than %d calls of Helm are waiting".formatted(WAITING));
        }
        try {
            return new Ending.Answered<>(running.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException refused) {
            return new Ending.Refused<>(HelmWords.of(refused));
        } catch (TimeoutException late) {
            return new Ending.Overrun<>(
                    new Failure.Unreachable(what, "Helm did not return within " + patience.toSeconds() + " s"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Ending.Overrun<>(new Failure.Unreachable(what, "the server stops"));
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
