package io.kspec.bench.drift;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A guard is deleted or changed: how long until the API server refuses a bad pod again, or, where the webhook
/// refuses it all the while, until the guard is as it was?
public final class DriftBenchmark {
    private static final Goal GOAL_P99 = new Goal.Below(250);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /// The guard counts as back when it held for this long; longer than the API server takes to learn of a change.
    private static final Duration QUIET = Duration.ofMillis(300);

    private static final String PACE_PATH = "/apis/kspec.io/v1alpha1/namespaces/kspec-system/driftconfigs";
    private static final String PACE = """
            {"apiVersion": "kspec.io/v1alpha1", "kind": "DriftConfig", "metadata": {"name": "bench"},
             "spec": {"clusterSpecRef": {"name": "production-cluster"},
                      "remediation": {"rateLimit": {"burst": 10000}}}}
            """;

    private final Settings settings;
    private final Consumer<String> progress;
    private final int times;

    public DriftBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.times = settings.times(3, 100);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        try (var cluster = GuardedCluster.open(settings, OperatorProcess.Launch.anywhere(), progress)) {
            String pod = GuardedCluster.badPod();
            repairAtOnce(cluster.api());
            var figures = new ArrayList<Figure>();
            for (Tampering tampering : Tampering.all(cluster.api())) {
                progress.accept("%s, %d times".formatted(tampering.name(), times));
                once(cluster, tampering, pod); // nobody's first time is typical
                var gaps = new ArrayList<Gap>();
                for (int i = 0; i < times; i++) {
                    gaps.add(once(cluster, tampering, pod));
                }
                figures.addAll(figures(tampering, gaps));
            }
            return new Report(
                    "drift",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(),
                    figures);
        }
    }

    /// By itself kspec waits longer each time when one guard is changed again and again; here every repair counts.
    private static void repairAtOnce(Api api) throws InterruptedException {
        ApiAnswer created = api.send("POST", PACE_PATH, PACE);
        if (!created.ok()) {
            throw new BenchmarkFailed("the DriftConfig could not be created: " + created);
        }
        String path = PACE_PATH + "/" + created.body().at("/metadata/name").asText();
        Until.so(
                PATIENCE,
                "DriftConfig in force",
                () -> api.send("GET", path, "")
                                .body()
                                .at("/status/observedGeneration")
                                .asLong()
                        > 0);
    }

    private static Gap once(GuardedCluster cluster, Tampering tampering, String pod) {
        Api api = cluster.api();
        Tampering.Guard guard = tampering.guard();
        JsonNode before = api.send("GET", guard.path(), "").body();
        JsonNode demand = guard.demand(before);
        String uid = before.at("/metadata/uid").asText();
        demandRefusal(api.dryRun(pod));
        var weakened = new AtomicBoolean();
        var restored = new CompletableFuture<Long>();
        try (var _ = cluster.watch(guard.apiVersion(), guard.kind(), guard.name(), seen -> {
            boolean asBefore = guard.demand(seen).equals(demand);
            if (!asBefore || !seen.at("/metadata/uid").asText().equals(uid)) {
                weakened.set(true);
            }
            if (asBefore && weakened.get()) {
                restored.complete(System.nanoTime());
            }
        })) {
            ApiAnswer done = tampering.act(api, before);
            long from = System.nanoTime();
            if (!done.ok()) {
                throw new BenchmarkFailed("%s: %s".formatted(tampering.name(), done));
            }
            List<Gap.Probe> probes = probeUntilQuiet(api, pod, from, restored);
            return guard.opens()
                    ? Gap.of(from, restored.join(), probes)
                    : new Gap(
                            restored.join() - from,
                            probes.stream().filter(Gap.Probe::admitted).count());
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

    private static List<Figure> figures(Tampering tampering, List<Gap> gaps) {
        var sample =
                new Sample(gaps.stream().mapToDouble(gap -> gap.length() / 1e6).toArray());
        long slipped = gaps.stream().mapToLong(Gap::slipped).sum();
        String what = (tampering.guard().opens() ? "refused again after " : "put back after ") + tampering.name();
        return List.of(
                Figure.of(what + ", p50", sample.median(), "ms"),
                Figure.of(what + ", p99", sample.percentile(99), "ms", GOAL_P99),
                Figure.of(what + ", max", sample.max(), "ms"),
                Figure.of("probes let through by " + tampering.name(), (double) slipped, "in " + gaps.size()));
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", ChartOptions.read(settings.home())));
        asked.put("tamperings", "%d of each kind, after one that does not count".formatted(times));
        asked.put("pace", "a DriftConfig with a burst of 10000; by default kspec waits after the third in ten minutes");
        asked.put("probes", "one after the other, dry runs of a privileged pod");
        asked.put(
                "counts as refused",
                "from the first refusal of a probe sent after the registration was seen again,"
                        + " if all were refused for %d ms; a policy or binding counts from when it was seen as it was"
                                .formatted(QUIET.toMillis()));
        return asked;
    }
}
