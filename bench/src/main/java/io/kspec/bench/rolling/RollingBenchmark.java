package io.kspec.bench.rolling;

import io.kspec.bench.Settings;
import io.kspec.bench.cluster.ChartOptions;
import io.kspec.bench.cluster.GuardedCluster;
import io.kspec.bench.cluster.OperatorProcess;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Three replicas behind one address are replaced one by one, as a Deployment does, while pods are asked for.
public final class RollingBenchmark {
    private static final int REPLICAS = 3;

    /// What an API server carries that shares two cores with replicas that start, and asks every policy of the
    /// specification for every pod. With 200 it answers most of them with errors, and is what is measured.
    private static final int PER_SECOND = 20;

    private static final Goal NONE = new Goal.Below(1);
    /// How long after the end of a pod begins connections may still be passed to it.
    private static final Duration ENDPOINTS_LAG = Duration.ofSeconds(1);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Replica> replicas = new ArrayList<>();
    private int started;

    public RollingBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        try (var front = new Front()) {
            int health = Replica.freePort();
            int number = started++;
            front.add(Replica.address(number, front.port()));
            var launch = OperatorProcess.Launch.at(Replica.arguments(number, front.port(), health));
            try (var cluster = GuardedCluster.open(settings, launch, progress)) {
                replicas.add(new Replica(Replica.address(number, front.port()), health, cluster.operator()));
                while (replicas.size() < REPLICAS) {
                    addOne(cluster, front);
                }
                var creations = new Creations(cluster.api(), GuardedCluster.compliantPod(), GuardedCluster.badPod());
                double rate = whileReplaced(cluster, front, creations);
                creations.shown().forEach(progress);
                return new Report(
                        "rolling",
                        began,
                        settings.commit(),
                        settings.machine(cluster.kubernetesVersion()),
                        load,
                        asked(),
                        figures(creations, rate));
            } finally {
                replicas.forEach(replica -> replica.process().close());
            }
        }
    }

    private double whileReplaced(GuardedCluster cluster, Front front, Creations creations) throws InterruptedException {
        var over = new AtomicBoolean();
        CompletableFuture<Double> rate = CompletableFuture.supplyAsync(() -> {
            try {
                return creations.run(PER_SECOND, over::get);
            } catch (InterruptedException ended) {
                throw new CompletionException(ended);
            }
        });
        try {
            for (int round = 0; round < REPLICAS; round++) {
                progress.accept("replacing replica %d of %d".formatted(round + 1, REPLICAS));
                addOne(cluster, front);
                removeOldest(front);
            }
        } finally {
            over.set(true);
        }
        return rate.join();
    }

    private void addOne(GuardedCluster cluster, Front front) throws InterruptedException {
        int number = started++;
        int health = Replica.freePort();
        OperatorProcess process = cluster.another(
                settings,
                "replica-" + number,
                OperatorProcess.Launch.at(Replica.arguments(number, front.port(), health)));
        var replica = new Replica(Replica.address(number, front.port()), health, process);
        replicas.add(replica);
        replica.awaitReady(http);
        front.add(replica.admission());
    }

    private void removeOldest(Front front) throws InterruptedException {
        Replica oldest = replicas.removeFirst();
        oldest.process().askToEnd();
        TimeUnit.NANOSECONDS.sleep(ENDPOINTS_LAG.toNanos());
        front.remove(oldest.admission());
        Until.so(PATIENCE, "end of a replica", () -> !oldest.process().isAlive());
    }

    private static List<Figure> figures(Creations creations, double rate) {
        return List.of(
                Figure.of("pods asked for", creations.made(), "pods"),
                Figure.of("rate", rate, "pods/s"),
                Figure.of("bad pods that would be stored", creations.badStored(), "pods", NONE),
                Figure.of("good pods refused", creations.goodRefused(), "pods", NONE),
                Figure.of("server errors and silences", creations.faults(), "answers", NONE));
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", ChartOptions.read(settings.home())));
        asked.put(
                "replicas", "%d, each replaced once: a new one first, then SIGTERM to the oldest".formatted(REPLICAS));
        asked.put("new connections", "to the oldest for %d s more".formatted(ENDPOINTS_LAG.toSeconds()));
        asked.put("asked", "%d dry runs a second through the API server, half of them bad".formatted(PER_SECOND));
        return asked;
    }
}
