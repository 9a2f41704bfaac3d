package io.kspec.bench.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Api;
import io.kspec.bench.cluster.ApiAnswer;
import io.kspec.bench.cluster.ChartOptions;
import io.kspec.bench.cluster.GuardedCluster;
import io.kspec.bench.cluster.OperatorProcess;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The operator answers reviews over TLS: at a steady rate, then as many as it can. Half of them are refused, and
/// every verdict is checked.
public final class AdmissionBenchmark {
    private static final int CONNECTIONS = 16;
    private static final Goal GOAL_P99 = new Goal.Below(5);
    private static final Goal GOAL_MAXIMUM = new Goal.AtLeast(3000);

    private final Settings settings;
    private final Optional<Integer> serverCore;
    private final Optional<String> operatorFlag;
    private final Consumer<String> progress;
    private final int rate;
    private final Duration steadyWarmUp;
    private final Duration steady;
    private final Duration maximumWarmUp;
    private final Duration maximum;

    /// Measures nothing before [#run()].
    ///
    /// @param serverCore the operator's; this process is expected to run on another
    public AdmissionBenchmark(
            Settings settings, Optional<Integer> serverCore, Optional<String> operatorFlag, Consumer<String> progress) {
        this.settings = settings;
        this.serverCore = serverCore;
        this.operatorFlag = operatorFlag;
        this.progress = progress;
        this.rate = settings.times(100, 500);
        this.steadyWarmUp = Duration.ofSeconds(settings.times(4, 20));
        this.steady = Duration.ofSeconds(settings.times(4, 20));
        this.maximumWarmUp = Duration.ofSeconds(settings.times(2, 10));
        this.maximum = Duration.ofSeconds(settings.times(4, 20));
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        var launch = OperatorProcess.Launch.on(serverCore, operatorFlag);
        try (var cluster = GuardedCluster.open(settings, launch, progress)) {
            List<Review> reviews = reviews(cluster);
            var figures = new ArrayList<Figure>();
            try (var generator = new Generator(cluster.door(), reviews, CONNECTIONS)) {
                figures.addAll(atASteadyRate(generator, cluster.operator()));
                figures.addAll(atTheMaximum(generator, cluster.operator()));
            }
            cluster.operator()
                    .residentKiB()
                    .ifPresent(kib -> figures.add(Figure.of("operator, resident after", kib / 1024.0, "MiB")));
            return new Report(
                    "admission",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(reviews),
                    figures);
        }
    }

    /// The pods as the API server would store them, each known to get its verdict there too.
    static List<Review> reviews(GuardedCluster cluster) {
        ObjectNode compliant = GuardedCluster.compliantPod();
        Case.from(compliant).forEach(asked -> demandVerdict(cluster.api(), asked));
        ApiAnswer stored = cluster.api().dryRun(compliant.toString());
        return Case.from((ObjectNode) stored.body()).stream().map(Review::new).toList();
    }

    private static void demandVerdict(Api api, Case asked) {
        ApiAnswer answer = api.dryRun(asked.pod().toString());
        boolean right = asked.refusal()
                .map(word -> answer.refusedByKspec() && answer.message().contains(word))
                .orElse(answer.ok());
        if (!right) {
            throw new BenchmarkFailed("%s: the API server answered %s".formatted(asked.name(), answer));
        }
    }

    private List<Figure> atASteadyRate(Generator generator, OperatorProcess operator) throws InterruptedException {
        progress.accept("warming up for %d s".formatted(maximumWarmUp.toSeconds()));
        generator.closedLoop(maximumWarmUp); // a cold virtual machine has work of its own and must not fall behind
        progress.accept("warming up at %d reviews/s for %d s".formatted(rate, steadyWarmUp.toSeconds()));
        generator.openLoop(rate, steadyWarmUp);
        progress.accept("measuring at %d reviews/s for %d s".formatted(rate, steady.toSeconds()));
        Duration before = operator.cpu();
        Tally tally = generator.openLoop(rate, steady);
        Duration used = operator.cpu().minus(before);
        String at = "at %d/s, ".formatted(rate);
        return List.of(
                Figure.of(at + "p50", tally.millis(50), "ms"),
                Figure.of(at + "p95", tally.millis(95), "ms"),
                Figure.of(at + "p99", tally.millis(99), "ms", GOAL_P99),
                Figure.of(at + "max", tally.slowestMillis(), "ms"),
                Figure.of(at + "operator's CPU per review", micros(used) / tally.answers(), "µs"));
    }

    private List<Figure> atTheMaximum(Generator generator, OperatorProcess operator) throws InterruptedException {
        progress.accept("warming up at the maximum for %d s".formatted(maximumWarmUp.toSeconds()));
        generator.closedLoop(maximumWarmUp);
        progress.accept("measuring the maximum for %d s".formatted(maximum.toSeconds()));
        Duration operatorBefore = operator.cpu();
        Duration generatorBefore = ownCpu();
        long from = System.nanoTime();
        Tally tally = generator.closedLoop(maximum);
        double seconds = (System.nanoTime() - from) / 1e9;
        Duration operatorUsed = operator.cpu().minus(operatorBefore);
        Duration generatorUsed = ownCpu().minus(generatorBefore);
        return List.of(
                Figure.of("maximum", tally.answers() / seconds, "reviews/s", GOAL_MAXIMUM),
                Figure.of("maximum, p50", tally.millis(50), "ms"),
                Figure.of("maximum, p99", tally.millis(99), "ms"),
                Figure.of("maximum, operator's CPU per review", micros(operatorUsed) / tally.answers(), "µs"),
                Figure.of("maximum, operator's share of a core", percent(operatorUsed, seconds), "%"),
                Figure.of("maximum, generator's share of a core", percent(generatorUsed, seconds), "%"));
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double micros(Duration cpu) {
        return cpu.toNanos() / 1e3;
    }

    private static double percent(Duration cpu, double seconds) {
        return cpu.toNanos() / 1e7 / seconds;
    }

    private Map<String, String> asked(List<Review> reviews) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", ChartOptions.read(settings.home())));
        asked.put("operator's core", serverCore.map(String::valueOf).orElse("any"));
        asked.put("generator's core", serverCore.map(_ -> "another").orElse("any"));
        asked.put("transport", "HTTP/1.1 keep-alive over TLS, %d connections".formatted(CONNECTIONS));
        asked.put(
                "reviews",
                "%d cases in turn, half of them refused, pods of 4 containers, %.1f KB of JSON on average"
                        .formatted(
                                reviews.size(),
                                reviews.stream()
                                                .mapToInt(Review::bytes)
                                                .average()
                                                .orElse(0)
                                        / 1000));
        asked.put("steady rate", "%d/s, random arrivals".formatted(rate));
        asked.put(
                "warm-ups",
                "%1$d s at the maximum and %2$d s at the rate; %1$d s more before the maximum is measured"
                        .formatted(maximumWarmUp.toSeconds(), steadyWarmUp.toSeconds()));
        asked.put("measured for", "%d s and %d s".formatted(steady.toSeconds(), maximum.toSeconds()));
        return asked;
    }
}
