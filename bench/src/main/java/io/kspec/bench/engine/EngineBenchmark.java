package io.kspec.bench.engine;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// What judging costs: one pod and one compilation by JMH, ten thousand pods in a process with a small heap.
public final class EngineBenchmark {
    private static final Goal GOAL_JUDGE_MICROS = new Goal.Below(50);
    private static final Goal GOAL_COMPILE_MILLIS = new Goal.Below(50);
    private static final Goal GOAL_SCAN_MILLIS = new Goal.Below(2000);
    private static final String HEAP = "200m";
    private static final long PATIENCE_SECONDS = 120;

    private final Settings settings;
    private final Consumer<String> progress;

    public EngineBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        var figures = new ArrayList<Figure>();
        progress.accept("judging one pod and compiling one specification, over and over");
        for (RunResult result : costs()) {
            double micros = result.getPrimaryResult().getScore();
            boolean judge = result.getParams().getBenchmark().endsWith(".judge");
            figures.add(
                    judge
                            ? Figure.of("one pod judged, mean", micros, "µs", GOAL_JUDGE_MICROS)
                            : Figure.of("specification compiled, mean", micros / 1000, "ms", GOAL_COMPILE_MILLIS));
        }
        progress.accept("scanning %,d pods with a heap of %s".formatted(TenThousandPods.PODS, HEAP));
        figures.addAll(scan());
        return new Report(
                "engine", began, settings.commit(), settings.machine("no part in this"), load, asked(), figures);
    }

    private Collection<RunResult> costs() {
        int times = settings.times(1, 5);
        try {
            return new Runner(new OptionsBuilder()
                            .include(EngineCosts.class.getName())
                            .forks(settings.times(1, 2))
                            .warmupIterations(times)
                            .measurementIterations(times)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementTime(TimeValue.seconds(1))
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException failed) {
            throw new BenchmarkFailed("JMH could not measure: " + failed.getMessage());
        }
    }

    private List<Figure> scan() throws InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(
                java.toString(),
                "-Xmx" + HEAP,
                "-D%s=%s".formatted(EngineSubjects.HOME, settings.home()),
                "-cp",
                System.getProperty("java.class.path"),
                TenThousandPods.class.getName());
        try {
            Process scanning = process.redirectErrorStream(true).start();
            String said = new String(scanning.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!scanning.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || scanning.exitValue() != 0) {
                scanning.destroyForcibly();
                throw new BenchmarkFailed("ten thousand pods could not be scanned:%n%s".formatted(said));
            }
            String[] numbers = said.strip().split(" ", -1);
            return List.of(
                    Figure.of(
                            "%,d pods scanned".formatted(TenThousandPods.PODS),
                            Double.parseDouble(numbers[0]),
                            "ms",
                            GOAL_SCAN_MILLIS),
                    Figure.of("heap in use after it", Double.parseDouble(numbers[1]), "MiB", new Goal.Below(200)));
        } catch (IOException refused) {
            throw new UncheckedIOException("a process could not be started", refused);
        }
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", "examples/production-cluster.yaml, every workload rule it asks for");
        asked.put(
                "one pod",
                "four containers, %,d bytes of JSON"
                        .formatted(EngineSubjects.pod().toString().length()));
        asked.put("JMH", "average time; forks and iterations of one second each");
        asked.put(
                "scan",
                "%,d pods of one container in 500 namespaces, each breaking one rule; -Xmx%s, the fourth scan"
                        .formatted(TenThousandPods.PODS, HEAP));
        return asked;
    }
}
