package io.kspec.bench.memory;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import io.kspec.bench.cluster.GuardedCluster;
import io.kspec.bench.cluster.Until;
import java.time.Duration;

/// How long a full scan takes, as seen from outside: from the answer to a change of the specification until the
/// status of that generation is stored, with the reading, the judging and the report in between.
final class ScanClock {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final GuardedCluster cluster;
    private int version;

    ScanClock(GuardedCluster cluster) {
        this.cluster = cluster;
    }

    double millis() throws InterruptedException {
        Api api = cluster.api();
        version++;
        ApiAnswer changed = api.send(
                "PATCH", GuardedCluster.SPECIFICATION_PATH, "{\"spec\":{\"version\":\"9.0.%d\"}}".formatted(version));
        if (!changed.ok()) {
            throw new BenchmarkFailed("the specification could not be changed: " + changed);
        }
        long from = System.nanoTime();
        awaitScan(changed.body().path("metadata").path("generation").asLong());
        return (System.nanoTime() - from) / 1e6;
    }

    /// Until a generation, or a younger one, is scanned.
    void awaitScan(long generation) throws InterruptedException {
        Until.so(PATIENCE, "scan of generation " + generation, () -> {
            cluster.operator().cpu(); // it says so when the operator has ended
            var status = cluster.api()
                    .send("GET", GuardedCluster.SPECIFICATION_PATH, "")
                    .body()
                    .path("status");
            return status.path("observedGeneration").asLong() >= generation && status.has("lastScanTime");
        });
    }
}
