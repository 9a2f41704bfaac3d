package io.kspec.bench.rollout;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.bench.server.ManagedCluster;
import io.kspec.bench.server.Scratch;
import io.kspec.bench.server.ServerProcess;
import io.kspec.bench.server.Widgets;
import io.kspec.testkit.sample.SampleVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// How long rollouts and rollbacks take on real control planes, with custom resources of which none may be lost.
public final class RolloutBenchmark {
    private static final Goal GOAL_ROLLOUT = new Goal.Below(180);
    private static final Goal GOAL_ROLLBACK = new Goal.Below(60);
    private static final Goal GOAL_TOGETHER = new Goal.Below(900);
    private static final Goal NONE = new Goal.Below(1);
    private static final String OPERATOR = "widgets";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Settings settings;
    private final Consumer<String> progress;
    private final int count;
    private final int widgets;
    private final List<ManagedCluster> clusters = new ArrayList<>();

    /// @param count of real control planes
    public RolloutBenchmark(Settings settings, int count, Consumer<String> progress) {
        if (count < 1) {
            throw new BenchmarkFailed("--clusters=%d: name at least 1".formatted(count));
        }
        this.settings = settings;
        this.progress = progress;
        this.count = settings.quick() ? Math.min(count, 2) : count;
        this.widgets = settings.times(50, 1_000);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        try (var scratch = Scratch.make()) {
            for (int number = 0; number < count; number++) {
                progress.accept("starting control plane %d of %d".formatted(number + 1, count));
                clusters.add(ManagedCluster.running());
            }
            progress.accept("starting the server and its database");
            try (var server = ServerProcess.start(scratch.path(), Map.of())) {
                var rollouts = Rollouts.on(
                        server.administrator(),
                        IntStream.range(0, count)
                                .<Map<String, ?>>mapToObj(
                                        number -> clusters.get(number).registration(name(number)))
                                .toList());
                rollouts.operator(OPERATOR, "widgets-system", scratch.path());
                List<Figure> figures = figures(rollouts);
                return new Report(
                        "rollouts",
                        began,
                        settings.commit(),
                        settings.machine(clusters.getFirst().kubernetesVersion()),
                        load,
                        asked(),
                        figures);
            }
        } finally {
            clusters.forEach(ManagedCluster::close);
        }
    }

    private List<Figure> figures(Rollouts rollouts) throws InterruptedException {
        var figures = new ArrayList<Figure>();
        progress.accept("installing on %d clusters".formatted(count));
        figures.add(seconds(
                "installed on %d clusters together".formatted(count),
                rollouts.toEnd(deploy(rollouts, SampleVersion.FIRST, count)),
                GOAL_TOGETHER));
        progress.accept("creating %,d custom resources in each".formatted(widgets));
        for (ManagedCluster cluster : clusters) {
            fill(cluster);
        }
        List<Map<String, String>> before = uids();
        progress.accept("rolling out to one cluster");
        Rollouts.Begun one = deploy(rollouts, SampleVersion.ADDS_A_FIELD, 1);
        figures.add(seconds("one cluster, from request to Completed", rollouts.toEnd(one), GOAL_ROLLOUT));
        progress.accept("rolling back");
        figures.add(seconds("one cluster, rolled back", rollouts.toEnd(rollouts.back(one)), GOAL_ROLLBACK));
        progress.accept("rolling out to %d clusters".formatted(count));
        Rollouts.Begun all = deploy(rollouts, SampleVersion.ADDS_A_FIELD, count);
        figures.add(
                seconds("%d clusters, from request to Completed".formatted(count), rollouts.toEnd(all), GOAL_TOGETHER));
        figures.add(Figure.of("custom resources lost or made anew", changed(before), "objects", NONE));
        return figures;
    }

    /// To the first so many clusters.
    private static Rollouts.Begun deploy(Rollouts rollouts, SampleVersion version, int clusters) {
        return rollouts.deploy(
                OPERATOR,
                version,
                IntStream.range(0, clusters).mapToObj(RolloutBenchmark::name).toList(),
                Map.of("strategy", "Direct"));
    }

    private static String name(int number) {
        return "cluster-" + number;
    }

    private static Figure seconds(String metric, Duration took, Goal goal) {
        return Figure.of(metric, took.toMillis() / 1000.0, "s", goal);
    }

    private void fill(ManagedCluster cluster) throws InterruptedException {
        var objects = new Widgets(cluster.cluster().client());
        objects.create(widgets, 1_000, "of the benchmark");
        Until.so(PATIENCE, "reconciled widgets", () -> objects.reconciled() == widgets);
    }

    private List<Map<String, String>> uids() {
        return clusters.stream()
                .map(cluster -> new Widgets(cluster.cluster().client()).uids())
                .toList();
    }

    private long changed(List<Map<String, String>> before) {
        List<Map<String, String>> after = uids();
        long changed = 0;
        for (int number = 0; number < count; number++) {
            Map<String, String> now = after.get(number);
            changed += before.get(number).entrySet().stream()
                    .filter(old -> !old.getValue().equals(now.get(old.getKey())))
                    .count();
        }
        return changed;
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("clusters", "%d real control planes, whose pods are processes of this machine".formatted(count));
        asked.put(
                "operator",
                "the sample operator, %s to %s and back, %,d custom resources in each cluster"
                        .formatted(SampleVersion.FIRST.text(), SampleVersion.ADDS_A_FIELD.text(), widgets));
        asked.put("strategy", "Direct, into clusters of Development, so that nobody is asked for consent");
        asked.put("time", "from before the request until the server's own record of the end");
        asked.put("goal of clusters together", "of ten clusters: 15 min");
        return asked;
    }
}
