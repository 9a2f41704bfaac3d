package io.kspec.bench.health;

import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.https.Doors;
import io.kspec.bench.https.Identity;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Latencies;
import io.kspec.bench.result.Latencies.Goals;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.bench.server.ManagedCluster;
import io.kspec.bench.server.Scratch;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.health.OperatorProbes;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.health.UrlWebhooks;
import io.kspec.lifecycle.health.Baseline;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.OperatorHealth;
import io.kspec.lifecycle.health.OperatorJudgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// How long one check of one operator takes on a real control plane, whole and each probe alone.
public final class OperatorHealthBenchmark {
    private static final Goals GOAL_PODS = Goals.all(100, 300, 500);
    private static final Goals GOAL_WEBHOOK = Goals.all(200, 500, 1000);
    private static final Goals GOAL_RESOURCES = Goals.all(500, 1000, 2000);
    private static final Goals GOAL_WHOLE = Goals.all(1000, 1000, 1000);
    private static final Duration PATIENCE = Duration.ofMillis(2400);
    private static final Duration UNTIL_HEALTHY = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int PAGES_PER_SECOND = 20;

    private final Settings settings;
    private final Consumer<String> progress;
    private final int widgets;
    private final int times;
    private final int warmUp;

    public OperatorHealthBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.widgets = settings.times(20, 1_000);
        this.times = settings.times(20, 200);
        this.warmUp = settings.times(5, 50);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        progress.accept("starting a control plane");
        try (var scratch = Scratch.make();
                var cluster = ManagedCluster.running();
                var doors = new Doors(Identity.make(scratch.path()))) {
            progress.accept("installing the sample operator, with %,d custom resources".formatted(widgets));
            RunningOperator.install(cluster, doors, widgets, scratch.path());
            Checks checks = new Checks(new ApiCalls(cluster.cluster().client(), PATIENCE));
            Until.so(UNTIL_HEALTHY, "healthy operator", () -> checks.whole().isEmpty());
            var figures = new ArrayList<Figure>();
            figures.addAll(measured("whole check", GOAL_WHOLE, checks::whole));
            figures.addAll(measured("pods", GOAL_PODS, () -> checks.part(RunningOperator.pods())));
            figures.addAll(measured("webhook", GOAL_WEBHOOK, () -> checks.part(RunningOperator.webhooks())));
            figures.addAll(
                    measured("custom resources", GOAL_RESOURCES, () -> checks.part(RunningOperator.resources())));
            return new Report(
                    "operator-health",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(),
                    figures);
        }
    }

    private interface Check {
        /// What is wrong with its answer.
        Optional<String> fault();
    }

    private record Checks(ApiCalls calls) {
        Optional<String> whole() {
            List<Evidence> evidence = evidence(RunningOperator.whole());
            OperatorHealth health = OperatorJudgement.judge(evidence, true, Baseline.NONE, Instant.now());
            return health.reading().health() == Health.HEALTHY
                    ? part(evidence)
                    : Optional.of(health.reading().toString());
        }

        Optional<String> part(ProbedOperator operator) {
            return part(evidence(operator));
        }

        private static Optional<String> part(List<Evidence> evidence) {
            return evidence.stream()
                    .filter(Evidence.Unread.class::isInstance)
                    .findFirst()
                    .map(Evidence::toString);
        }

        /// As in the server's health cycle, where half a minute has passed since the check before.
        private List<Evidence> evidence(ProbedOperator operator) {
            return new OperatorProbes(calls, new RequestPace(PAGES_PER_SECOND), PATIENCE, UrlWebhooks.NOT_ASKED)
                    .probe(operator, List.of(), Instant.now());
        }
    }

    private List<Figure> measured(String what, Goals goals, Check check) throws InterruptedException {
        progress.accept("%s: %d times, after %d to warm up".formatted(what, times, warmUp));
        for (int time = 0; time < warmUp; time++) {
            check.fault();
        }
        var latencies = new Latencies();
        for (int time = 0; time < times; time++) {
            Thread.sleep(PAUSE);
            long from = System.nanoTime();
            Optional<String> fault = check.fault();
            latencies.answered(System.nanoTime() - from, fault);
        }
        return latencies.demandRightAnswers(what).figures(what, goals);
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put(
                "operator",
                "the sample operator, one pod, %,d custom resources, one validating webhook".formatted(widgets));
        asked.put("cluster", "a real control plane, whose pods are processes of this machine");
        asked.put("checks", "one after the other, %d of each kind after %d to warm up".formatted(times, warmUp));
        asked.put("webhook", "includes the definition and its conditions, as does custom resources");
        asked.put("deadline of a probe", PATIENCE.toMillis() + " ms");
        return asked;
    }
}
