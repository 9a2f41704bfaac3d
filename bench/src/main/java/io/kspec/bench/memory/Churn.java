package io.kspec.bench.memory;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Pods that come and go at a steady rate: as many are deleted as are created, some at the same time.
final class Churn {
    private static final int STANDING = 50;
    private static final int WIDTH = 8;

    private final Api api;
    private final Population population;
    private final Deque<String> standing = new ArrayDeque<>();
    private final AtomicInteger next = new AtomicInteger();

    Churn(Api api, Population population) {
        this.api = api;
        this.population = population;
    }

    /// Changes pods until the time is over; a server that is slower than the rate makes fewer.
    ///
    /// @return the changes that were made
    long run(int perSecond, Duration length) throws InterruptedException {
        long gap = 1_000_000_000L / perSecond;
        var free = new Semaphore(WIDTH);
        Queue<RuntimeException> faults = new ConcurrentLinkedQueue<>();
        long changes = 0;
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            long from = System.nanoTime();
            for (long due = from; due - from < length.toNanos(); due = Math.max(due + gap, System.nanoTime() - gap)) {
                LockSupport.parkNanos(due - System.nanoTime());
                free.acquire();
                tasks.execute(() -> {
                    try {
                        change();
                    } catch (RuntimeException fault) {
                        faults.add(fault);
                    } finally {
                        free.release();
                    }
                });
                changes++;
            }
        }
        if (!faults.isEmpty()) {
            throw faults.remove();
        }
        return changes;
    }

    private void change() {
        Optional<String> oldest = oldest();
        if (oldest.isPresent()) {
            ApiAnswer gone = api.send("DELETE", oldest.get() + "?gracePeriodSeconds=0", "");
            if (!gone.ok()) {
                throw new BenchmarkFailed("%s could not be deleted: %s".formatted(oldest.get(), gone));
            }
            return;
        }
        int one = next.getAndIncrement();
        int number = one % population.workloads();
        String replica = "c%d".formatted(one);
        Population.created(api, population.podsPath(number), population.pod(number, replica, ""));
        stands("%s/%s".formatted(population.podsPath(number), population.podName(number, replica)));
    }

    private synchronized void stands(String path) {
        standing.add(path);
    }

    /// One to delete; empty while too few stand.
    private synchronized Optional<String> oldest() {
        return standing.size() < STANDING ? Optional.empty() : Optional.of(standing.remove());
    }
}
