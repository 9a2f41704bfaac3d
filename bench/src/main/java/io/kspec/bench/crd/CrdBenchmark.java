package io.kspec.bench.crd;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Latencies;
import io.kspec.bench.result.Latencies.Goals;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.health.OperatorProbes;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.health.UrlWebhooks;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What judging definitions costs: comparisons by JMH, stored objects and many definitions on a real API server.
public final class CrdBenchmark {
    private static final Goal GOAL_COMPARISON = new Goal.Below(50);
    private static final Goal GOAL_OBJECTS = new Goal.Below(5000);
    private static final Goals GOAL_CHECK = Goals.all(1000, 2000, 3000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Of a probe in the server's health cycle.
    private static final Duration OF_A_PROBE = Duration.ofMillis(2400);

    private static final int PAGES_PER_SECOND = 20;

    private final Settings settings;
    private final Consumer<String> progress;
    private final int objects;
    private final int judgements;
    private final int checks;

    public CrdBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.objects = settings.times(1_000, 10_000);
        this.judgements = settings.times(2, 5);
        this.checks = settings.times(5, 20);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        progress.accept("comparing definitions of 1 MB, and fifty of 20 KB, over and over");
        var figures = new ArrayList<>(costs());
        progress.accept("starting an API server");
        try (LocalKubernetes cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent())) {
            figures.addAll(storedObjects(cluster.client()));
            figures.addAll(manyDefinitions(cluster.client()));
            return new Report(
                    "crd",
                    began,
                    settings.commit(),
                    settings.machine(cluster.client().getKubernetesVersion().getGitVersion()),
                    load,
                    asked(),
                    figures);
        }
    }

    private List<Figure> costs() {
        int times = settings.times(1, 5);
        try {
            return new Runner(new OptionsBuilder()
                            .include(CrdCosts.class.getName())
                            .forks(settings.times(1, 2))
                            .warmupIterations(times)
                            .measurementIterations(times)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementTime(TimeValue.seconds(1))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run().stream().flatMap(result -> figures(result).stream()).toList();
        } catch (RunnerException failed) {
            throw new BenchmarkFailed("JMH could not measure: " + failed.getMessage());
        }
    }

    private static List<Figure> figures(RunResult result) {
        String name = result.getParams().getBenchmark();
        String what = name.endsWith(".compare")
                ? "1 MB pair compared"
                : name.endsWith(".readAndCompare") ? "1 MB pair read and compared" : "50 pairs of 20 KB compared";
        var times = result.getPrimaryResult().getStatistics();
        Optional<Goal> goal = name.endsWith(".compare") ? Optional.of(GOAL_COMPARISON) : Optional.empty();
        return List.of(
                Figure.of(what + ", p50", times.getPercentile(50) / 1000, "ms"),
                new Figure(what + ", p99", times.getPercentile(99) / 1000, "ms", goal));
    }

    private List<Figure> storedObjects(KubernetesClient client) throws InterruptedException {
        progress.accept("creating %,d custom resources".formatted(objects));
        var widgets = new StoredWidgets(client);
        widgets.create(objects);
        progress.accept("judging them %d times".formatted(judgements));
        var figures = new ArrayList<Figure>();
        for (int time = 1; time <= judgements; time++) {
            StoredWidgets.Judged judged = widgets.judge(objects);
            if (time == 1 || time == judgements) {
                String what = "%,d objects judged, %s".formatted(objects, time == 1 ? "cold" : "warm");
                figures.add(Figure.of(what, judged.whole().toNanos() / 1e6, "ms", GOAL_OBJECTS));
                figures.add(Figure.of(
                        what + ", thereof simulation", judged.simulating().toNanos() / 1e6, "ms"));
            }
        }
        return figures;
    }

    private List<Figure> manyDefinitions(KubernetesClient client) throws InterruptedException {
        progress.accept("checking an operator with %d definitions %d times".formatted(CrdCosts.MANY, checks));
        List<String> names = IntStream.range(0, CrdCosts.MANY)
                .mapToObj(number -> CrdSubjects.definition(CrdCosts.USUAL, false, "gadgets%ds".formatted(number)))
                .map(definition -> {
                    client.resource(definition.toString()).create();
                    return definition.at("/metadata/name").asText();
                })
                .toList();
        var operator = new ProbedOperator(List.of(), List.of(), List.of(), Optional.empty(), names);
        Until.so(PATIENCE, "served definitions", () -> allServed(check(client, operator)));
        var latencies = new Latencies();
        int unread = 0;
        for (int time = 0; time < checks; time++) {
            long from = System.nanoTime();
            List<Evidence> evidence = check(client, operator);
            latencies.answered(System.nanoTime() - from, Optional.empty());
            unread += evidence.stream().anyMatch(Evidence.Unread.class::isInstance) ? 1 : 0;
        }
        String what = "operator with %d definitions checked".formatted(CrdCosts.MANY);
        var figures = new ArrayList<>(latencies.figures(what, GOAL_CHECK));
        figures.add(Figure.of("such checks that left something unread", unread, "checks", new Goal.Below(1)));
        return figures;
    }

    /// As in the server's health cycle, where half a minute has passed since the check before.
    private static List<Evidence> check(KubernetesClient client, ProbedOperator operator) {
        var pace = new RequestPace(PAGES_PER_SECOND);
        return new OperatorProbes(new ApiCalls(client, OF_A_PROBE), pace, OF_A_PROBE, UrlWebhooks.NOT_ASKED)
                .probe(operator, List.of(), Instant.now());
    }

    private static boolean allServed(List<Evidence> evidence) {
        return evidence.stream()
                .anyMatch(each ->
                        each instanceof Evidence.Crds crds && crds.found().size() == CrdCosts.MANY);
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put(
                "1 MB pair", "two versions in each of two documents of 1 MB; one field in fifty removed, one narrowed");
        asked.put("JMH", "sampled times; forks and iterations of one second each");
        asked.put(
                "objects",
                "%,d of 1 KB on a real API server, read in pages; each loses a field, every second becomes invalid"
                        .formatted(objects));
        asked.put("cold", "in a virtual machine that has judged no object before");
        asked.put(
                "%d definitions".formatted(CrdCosts.MANY),
                "of 20 KB on a real API server, without objects; probes end after %d ms, %d pages a second are read"
                        .formatted(OF_A_PROBE.toMillis(), PAGES_PER_SECOND));
        return asked;
    }
}
