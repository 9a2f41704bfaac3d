package io.kspec.server.connection;

import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One deadline for all requests that make up a question.
public final class Deadline {
    private Deadline() {}

    /// The answer, or unknown when it is not there in time; the question is then interrupted.
    ///
    /// @param cluster for the message
    public static <T> Reading<T> within(Duration limit, String cluster, Callable<Reading<T>> question) {
        var asked = new FutureTask<>(Context.current().wrap(question));
        Thread.ofVirtual().name("asking " + cluster).start(asked);
        try {
            return asked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            asked.cancel(true);
            return silent(cluster, "none within %d ms".formatted(limit.toMillis()));
        } catch (InterruptedException stopped) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return silent(cluster, "the question was withdrawn");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException(failed);
        }
    }

    private static <T> Reading<T> silent(String cluster, String cause) {
        return new Reading.Unknown<>(new Failure.Unreachable("cluster " + cluster, cause));
    }
}
