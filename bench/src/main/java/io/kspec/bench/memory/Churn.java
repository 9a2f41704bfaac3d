package io.kspec.bench.memory;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Pods that come and go at a steady rate: as many are deleted as are created.
final class Churn {
    private static final int STANDING = 50;

    private final Api api;
    private final Population population;
    private final Deque<String> standing = new ArrayDeque<>();
    private int next;

    Churn(Api api, Population population) {
        this.api = api;
        this.population = population;
    }

    /// Changes pods until the time is over; a server that is slower than the rate makes fewer.
    ///
    /// @return the changes that were made
    long run(int perSecond, Duration length, Consumer<Long> afterEach) throws InterruptedException {
        long gap = 1_000_000_000L / perSecond;
        long from = System.nanoTime();
        long changes = 0;
        for (long due = from; due - from < length.toNanos(); due = Math.max(due + gap, System.nanoTime() - gap)) {
            LockSupport.parkNanos(due - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            change();
            changes++;
            afterEach.accept(changes);
        }
        return changes;
    }

    private void change() {
        if (standing.size() < STANDING) {
            int number = next % population.workloads();
            String replica = "c%d".formatted(next++);
            Population.created(api, population.podsPath(number), population.pod(number, replica, ""));
            standing.add("%s/%s".formatted(population.podsPath(number), population.podName(number, replica)));
        } else {
            String oldest = standing.remove();
            ApiAnswer gone = api.send("DELETE", oldest + "?gracePeriodSeconds=0", "");
            if (!gone.ok()) {
                throw new BenchmarkFailed("%s could not be deleted: %s".formatted(oldest, gone));
            }
        }
    }
}
