package io.kspec.bench.server;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.result.Latencies;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// Calls that arrive at random moments, whether earlier ones are answered or not: a Poisson process with a fixed
/// seed. A latency counts from the moment a call was due.
final class ArrivingCalls {
    private static final long SEED = 20261122;

    private ArrivingCalls() {}

    /// Returns when all are answered.
    ///
    /// @param call makes the call of this number and answers whether it was answered rightly
    static Latencies at(double perSecond, Duration time, IntFunction<ServerUser.Answer> call, int wanted) {
        var random = new Random(SEED);
        var latencies = new Latencies();
        long from = System.nanoTime();
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            long due = from;
            for (int number = 0; due - from < time.toNanos(); number++) {
                due += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int which = number;
                long moment = due;
                tasks.execute(() -> one(call, which, wanted, moment, latencies));
            }
        }
        return latencies;
    }

    private static void one(
            IntFunction<ServerUser.Answer> call, int number, int wanted, long due, Latencies latencies) {
        try {
            ServerUser.Answer answer = call.apply(number);
            latencies.answered(
                    System.nanoTime() - due,
                    answer.status() == wanted
                            ? Optional.empty()
                            : Optional.of("%s: %d %s".formatted(answer.asked(), answer.status(), answer.text())));
        } catch (BenchmarkFailed silent) {
            latencies.answered(System.nanoTime() - due, Optional.of(String.valueOf(silent.getMessage())));
        }
    }
}
