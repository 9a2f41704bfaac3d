package io.kspec.bench.memory;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.ChartOptions;
import io.kspec.bench.cluster.GuardedCluster;
import io.kspec.bench.cluster.MemoryGroup;
import io.kspec.bench.cluster.OperatorProcess;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.bench.result.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A large cluster, and the operator with the chart's Java options under the chart's memory limit.
public final class MemoryBenchmark {
    private static final int LIMIT = 256;
    private static final int CHANGES = 50;
    private static final Goal GOAL_RESIDENT = new Goal.Below(200);
    private static final Goal GOAL_SCAN = new Goal.Below(2000);
    private static final double KIB = 1024;

    private final Settings settings;
    private final Optional<String> operatorFlag;
    private final Consumer<String> progress;
    private final Population population;
    private final Duration span;
    private final int scans;

    /// Measures nothing before [#run()].
    public MemoryBenchmark(Settings settings, Optional<String> operatorFlag, Consumer<String> progress) {
        this.settings = settings;
        this.operatorFlag = operatorFlag;
        this.progress = progress;
        this.population = new Population(
                settings.times(25, 500),
                settings.times(100, 2000),
                settings.times(500, 10_000),
                GuardedCluster.compliantPod());
        this.span = Duration.ofSeconds(settings.times(5, 60));
        this.scans = settings.times(3, 10);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        Optional<MemoryGroup> group = MemoryGroup.limitedTo(LIMIT);
        var launch = new OperatorProcess.Launch(Optional.empty(), operatorFlag, OperatorProcess.ALONE, group);
        var starting = new long[1];
        try (var cluster = GuardedCluster.open(
                settings,
                launch,
                api -> {
                    population.create(api, progress);
                    starting[0] = System.nanoTime();
                },
                progress)) {
            double ready = millisSince(starting[0]);
            var scan = new ScanClock(cluster);
            scan.awaitScan(1);
            double scanned = millisSince(starting[0]);
            var figures = new ArrayList<Figure>();
            figures.add(Figure.of("bad pod refused after the start", ready, "ms"));
            figures.add(Figure.of("first scan reported after the start", scanned, "ms"));
            figures.add(resident("resident after the first scan", cluster));
            figures.addAll(scans(scan));
            figures.add(resident("resident after %d scans".formatted(scans), cluster));
            figures.addAll(idle(cluster));
            figures.addAll(churn(cluster));
            figures.add(resident("resident after the changes", cluster));
            group.flatMap(MemoryGroup::peakMiB)
                    .ifPresent(peak -> figures.add(Figure.of("highest use that the kernel counted", peak, "MiB")));
            return new Report(
                    "memory",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(group.isPresent()),
                    figures);
        } finally {
            group.ifPresent(MemoryGroup::close);
        }
    }

    private List<Figure> scans(ScanClock scan) throws InterruptedException {
        progress.accept("scanning %d times".formatted(scans));
        var millis = new double[scans];
        for (int i = 0; i < scans; i++) {
            millis[i] = scan.millis();
        }
        var sample = new Sample(millis);
        return List.of(
                Figure.of("full scan with its report, median", sample.median(), "ms", GOAL_SCAN),
                Figure.of("full scan with its report, max", sample.max(), "ms"));
    }

    private List<Figure> idle(GuardedCluster cluster) throws InterruptedException {
        progress.accept("leaving it alone for %d s".formatted(span.toSeconds()));
        Duration before = cluster.operator().cpu();
        TimeUnit.NANOSECONDS.sleep(span.toNanos());
        return List.of(Figure.of("CPU when nothing changes", share(cluster, before, span.toNanos()), "% of a core"));
    }

    private List<Figure> churn(GuardedCluster cluster) throws InterruptedException {
        progress.accept("changing %d pods a second for %d s".formatted(CHANGES, span.toSeconds()));
        Duration before = cluster.operator().cpu();
        long from = System.nanoTime();
        long changes = new Churn(cluster.api(), population).run(CHANGES, span);
        long took = System.nanoTime() - from;
        return List.of(
                Figure.of("CPU while pods change", share(cluster, before, took), "% of a core"),
                Figure.of("changes made", changes / (took / 1e9), "pods/s"));
    }

    private static double share(GuardedCluster cluster, Duration before, long nanos) {
        return 100.0 * cluster.operator().cpu().minus(before).toNanos() / nanos;
    }

    private static Figure resident(String metric, GuardedCluster cluster) {
        long kib = cluster.operator()
                .residentKiB()
                .orElseThrow(() -> new BenchmarkFailed("this system does not tell the memory of a process"));
        return Figure.of(metric, kib / KIB, "MiB", GOAL_RESIDENT);
    }

    private static double millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e6;
    }

    private Map<String, String> asked(boolean enforced) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", ChartOptions.read(settings.home())));
        asked.put("memory limit", enforced ? LIMIT + " MiB, kept by the kernel" : "not enforced on this system");
        asked.put(
                "cluster",
                "%d namespaces, %d Deployments with a ReplicaSet each, %d pods of 4 containers"
                        .formatted(population.namespaces(), population.workloads(), population.pods()));
        asked.put("measured for", "%d s each, idle and under change".formatted(span.toSeconds()));
        return asked;
    }
}
