package io.kspec.bench.memory;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import io.kspec.bench.cluster.ChartOptions;
import io.kspec.bench.cluster.GuardedCluster;
import io.kspec.bench.cluster.OperatorProcess;
import io.kspec.bench.cluster.Until;
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
import java.util.function.Consumer;

/// A long time of change: does the operator's memory stay flat, and does it miss no drift?
public final class SoakBenchmark {
    private static final int CHANGES = 20;
    private static final int LEAST_MINUTES = 3;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Goal FLAT = new Goal.Below(10);
    private static final Goal NONE = new Goal.Below(1);
    private static final double KIB = 1024;

    private final Settings settings;
    private final Duration length;
    private final Consumer<String> progress;
    private final Population population;
    private final Duration turn;
    private final List<Double> resident = new ArrayList<>();
    private final List<Double> repairs = new ArrayList<>();
    private int missed;

    /// @param length of the whole; at least three minutes
    public SoakBenchmark(Settings settings, Duration length, Consumer<String> progress) {
        this.settings = settings;
        this.turn = settings.quick() ? MINUTE.dividedBy(12) : MINUTE;
        this.length = settings.quick() ? turn.multipliedBy(LEAST_MINUTES) : length;
        this.progress = progress;
        this.population = new Population(
                settings.times(5, 50),
                settings.times(20, 200),
                settings.times(100, 1000),
                GuardedCluster.compliantPod());
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        var launch = OperatorProcess.Launch.anywhere();
        try (var cluster = GuardedCluster.open(settings, launch, api -> population.create(api, progress), progress)) {
            var scan = new ScanClock(cluster);
            var churn = new Churn(cluster.api(), population);
            long turns = Math.max(LEAST_MINUTES, length.dividedBy(turn));
            for (long number = 1; number <= turns; number++) {
                churn.run(CHANGES, turn);
                double scanned = scan.millis();
                repair(cluster);
                resident.add(residentMiB(cluster));
                progress.accept("%d of %d: resident %.0f MiB, scan %.0f ms, drift put back in %.0f ms"
                        .formatted(number, turns, resident.getLast(), scanned, repairs.getLast()));
            }
            return new Report(
                    "soak",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(),
                    figures());
        }
    }

    /// Deletes the registration, and waits for it.
    private void repair(GuardedCluster cluster) throws InterruptedException {
        Api api = cluster.api();
        String before = api.registration().uid();
        ApiAnswer deleted = api.deleteRegistration();
        long from = System.nanoTime();
        if (!deleted.ok()) {
            throw new BenchmarkFailed("the registration could not be deleted: " + deleted);
        }
        try {
            Until.so(PATIENCE, "registration", () -> {
                ApiAnswer now = api.registration();
                return now.ok() && !now.uid().equals(before);
            });
        } catch (BenchmarkFailed late) {
            missed++;
            progress.accept(late.getMessage());
        }
        repairs.add((System.nanoTime() - from) / 1e6);
    }

    private static double residentMiB(GuardedCluster cluster) {
        return cluster.operator()
                        .residentKiB()
                        .orElseThrow(() -> new BenchmarkFailed("this system does not tell the memory of a process"))
                / KIB;
    }

    private List<Figure> figures() {
        int third = resident.size() / 3;
        double first = mean(resident.subList(0, third));
        double last = mean(resident.subList(resident.size() - third, resident.size()));
        var drift = new Sample(repairs.stream().mapToDouble(millis -> millis).toArray());
        return List.of(
                Figure.of("resident, mean of the first third", first, "MiB"),
                Figure.of("resident, mean of the last third", last, "MiB"),
                Figure.of("growth", 100 * (last - first) / first, "%", FLAT),
                Figure.of("drift put back, p50", drift.median(), "ms"),
                Figure.of("drift put back, max", drift.max(), "ms"),
                Figure.of("drift missed", missed, "of " + repairs.size(), NONE));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(0);
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", ChartOptions.read(settings.home())));
        asked.put("length", "%d turns of %d s".formatted(resident.size(), turn.toSeconds()));
        asked.put("in each turn", "%d pods changed a second, a scan, a deleted registration".formatted(CHANGES));
        asked.put("cluster", "%d Deployments, %d pods".formatted(population.workloads(), population.pods()));
        return asked;
    }
}
