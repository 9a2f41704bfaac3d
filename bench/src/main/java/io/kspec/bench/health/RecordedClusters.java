package io.kspec.bench.health;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.https.Doors;
import io.kspec.bench.https.RealServer;
import io.kspec.bench.server.ManagedCluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Clusters beyond those for which real API servers fit on this machine: each has a port of its own that answers over
/// HTTPS what the real API server answered when it was first asked the same, as late as a network would.
final class RecordedClusters {
    private static final Duration DISTANCE = Duration.ofMillis(20);

    private final Map<Doors.Asked, Doors.Answer> recorded = new ConcurrentHashMap<>();
    private final Doors doors;
    private final RealServer real;

    RecordedClusters(ManagedCluster cluster, Doors doors) {
        this.doors = doors;
        this.real = new RealServer(cluster.kubeconfig());
    }

    static Duration distance() {
        return DISTANCE;
    }

    /// A further cluster; answers its kubeconfig.
    String another() {
        return real.kubeconfigOf(doors.open(this::answer), doors.identity());
    }

    private Doors.Answer answer(Doors.Asked asked) {
        try {
            Thread.sleep(DISTANCE);
            return recorded.computeIfAbsent(anybody(asked), _ -> real.ask(asked));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("an answer was called off");
        }
    }

    /// Whoever asks gets the same answer.
    private static Doors.Asked anybody(Doors.Asked asked) {
        return new Doors.Asked(asked.method(), asked.uri(), asked.contentType(), "", asked.body());
    }
}
