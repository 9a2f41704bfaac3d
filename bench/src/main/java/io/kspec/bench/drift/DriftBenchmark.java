package io.kspec.bench.drift;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import io.kspec.bench.cluster.GuardedCluster;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// The registration is deleted: how long until the API server refuses a bad pod again?
public final class DriftBenchmark {
    private static final Goal GOAL_P99 = new Goal.Below(250);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /// The guard counts as back when it held for this long; longer than the API server takes to learn of a change.
    private static final Duration QUIET = Duration.ofMillis(300);

    private final Settings settings;
    private final Consumer<String> progress;
    private final int deletions;

    public DriftBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.deletions = settings.times(5, 50);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        try (var cluster = GuardedCluster.open(settings, OperatorProcess.Launch.anywhere(), progress)) {
            String pod = GuardedCluster.badPod();
            deletedOnce(cluster, pod); // nobody's first time is typical
            progress.accept("deleting the registration %d times".formatted(deletions));
            var gaps = new ArrayList<Gap>();
            for (int i = 0; i < deletions; i++) {
                gaps.add(deletedOnce(cluster, pod));
            }
            return new Report(
                    "drift",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(),
                    figures(gaps));
        }
    }

    private static Gap deletedOnce(GuardedCluster cluster, String pod) {
        Api api = cluster.api();
        String before = api.registration().uid();
        demandRefusal(api.dryRun(pod));
        var restored = new CompletableFuture<Long>();
        try (var _ = cluster.watchRegistration(uid -> {
            if (!uid.equals(before)) {
                restored.complete(System.nanoTime());
            }
        })) {
            ApiAnswer deleted = api.deleteRegistration();
            long from = System.nanoTime();
            if (!deleted.ok()) {
                throw new BenchmarkFailed("the registration could not be deleted: " + deleted);
            }
            List<Gap.Probe> probes = probeUntilQuiet(api, pod, from, restored);
            return Gap.of(from, restored.join(), probes);
        }
    }

    /// Probes until the registration has been back, and every probe refused, for [#QUIET].
    private static List<Gap.Probe> probeUntilQuiet(Api api, String pod, long from, Future<Long> restored) {
        var probes = new ArrayList<Gap.Probe>();
        long quietSince = from;
        while (!restored.isDone() || System.nanoTime() - quietSince < QUIET.toNanos()) {
            long sent = System.nanoTime();
            if (sent - from > PATIENCE.toNanos()) {
                throw new BenchmarkFailed("the bad pod was not refused again in %d s".formatted(PATIENCE.toSeconds()));
            }
            boolean backBefore = restored.isDone();
            ApiAnswer answer = api.dryRun(pod);
            probes.add(new Gap.Probe(sent, System.nanoTime(), answer.ok()));
            if (!answer.ok()) {
                demandRefusal(answer);
            }
            if (answer.ok() || !backBefore) {
                quietSince = System.nanoTime();
            }
        }
        return probes;
    }

    private static void demandRefusal(ApiAnswer answer) {
        if (!answer.refusedByKspec()) {
            throw new BenchmarkFailed("kspec should have refused the bad pod, the API server answered " + answer);
        }
    }

    private static List<Figure> figures(List<Gap> gaps) {
        var sample =
                new Sample(gaps.stream().mapToDouble(gap -> gap.length() / 1e6).toArray());
        int open = 0;
        long slipped = 0;
        for (Gap gap : gaps) {
            open += gap.slipped() > 0 ? 1 : 0;
            slipped += gap.slipped();
        }
        return List.of(
                Figure.of("refused again after, p50", sample.median(), "ms"),
                Figure.of("refused again after, p95", sample.percentile(95), "ms"),
                Figure.of("refused again after, p99", sample.percentile(99), "ms", GOAL_P99),
                Figure.of("refused again after, max", sample.max(), "ms"),
                Figure.of("deletions that let a probe through", open, "of " + gaps.size()),
                Figure.of("probes let through in all", (double) slipped, "probes"));
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", OperatorProcess.FLAGS));
        asked.put("deletions", "%d, after one that does not count".formatted(deletions));
        asked.put("probes", "one after the other, dry runs of a privileged pod");
        asked.put(
                "counts as refused",
                "from the first refusal of a probe sent after the registration was seen again,"
                        + " if all were refused for %d ms".formatted(QUIET.toMillis()));
        return asked;
    }
}
