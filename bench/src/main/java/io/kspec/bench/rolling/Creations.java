package io.kspec.bench.rolling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import io.kspec.bench.cluster.GuardedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Pods asked of the API server at a steady rate, every second one of them bad, and what became of them. They are dry
/// runs: what would be stored counts as stored.
final class Creations {
    private static final int MOST_AT_ONCE = 256;
    private static final int SHOWN = 5;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger badStored = new AtomicInteger();
    private final AtomicInteger goodRefused = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final List<String> shown = new ArrayList<>();

    private final Api api;
    private final String good;
    private final String bad;

    Creations(Api api, ObjectNode good, String bad) {
        this.api = api;
        this.good = good.toString();
        this.bad = bad;
    }

    /// Asks until told to end, and returns when all is answered.
    ///
    /// @return pods asked for each second
    double run(int perSecond, BooleanSupplier over) throws InterruptedException {
        long gap = 1_000_000_000L / perSecond;
        long from = System.nanoTime();
        var room = new Semaphore(MOST_AT_ONCE);
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            long due = from;
            for (int number = 0; !over.getAsBoolean(); number++) {
                LockSupport.parkNanos(due - System.nanoTime());
                due += gap;
                room.acquire();
                boolean isBad = number % 2 == 1;
                tasks.execute(() -> {
                    try {
                        one(isBad);
                    } finally {
                        room.release();
                    }
                });
            }
        }
        return made.get() / ((System.nanoTime() - from) / 1e9);
    }

    private void one(boolean isBad) {
        made.incrementAndGet();
        try {
            ApiAnswer answer = api.dryRun(isBad ? bad : good);
            if (answer.code() >= 500) {
                note(faults, answer.toString());
            } else if (isBad && answer.ok()) {
                note(badStored, answer.toString());
            } else if (!isBad && !answer.ok()) {
                note(goodRefused, answer.toString());
            } else if (isBad && !answer.refusedByKspec()) {
                note(faults, "refused, and not by " + GuardedCluster.SPECIFICATION + ": " + answer);
            }
        } catch (BenchmarkFailed silent) {
            note(faults, silent.toString());
        }
    }

    private synchronized void note(AtomicInteger count, String what) {
        count.incrementAndGet();
        if (shown.size() < SHOWN) {
            shown.add(what);
        }
    }

    int made() {
        return made.get();
    }

    int badStored() {
        return badStored.get();
    }

    int goodRefused() {
        return goodRefused.get();
    }

    int faults() {
        return faults.get();
    }

    /// The first things that went wrong.
    synchronized List<String> shown() {
        return List.copyOf(shown);
    }
}
