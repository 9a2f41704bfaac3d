package io.kspec.bench.admission;

import io.kspec.bench.Settings;
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

/// Three times as many reviews as the operator can answer: what it sheds, whether it stays up, and how it answers
/// afterwards.
public final class OverloadBenchmark {
    private static final int CONNECTIONS = 400;
    private static final int TIMES = 3;
    private static final int CALM = 500;
    private static final Goal GOAL_NONE = new Goal.Below(1);
    private static final Goal GOAL_AFTER = new Goal.Below(5);

    private final Settings settings;
    private final Optional<Integer> serverCore;
    private final Consumer<String> progress;
    private final Duration warmUp;
    private final Duration overload;
    private final Duration calm;
    private final int calmRate;

    /// @param serverCore the operator's; this process is expected to run on another
    public OverloadBenchmark(Settings settings, Optional<Integer> serverCore, Consumer<String> progress) {
        this.settings = settings;
        this.serverCore = serverCore;
        this.progress = progress;
        this.warmUp = Duration.ofSeconds(settings.times(3, 10));
        this.overload = Duration.ofSeconds(settings.times(5, 60));
        this.calm = Duration.ofSeconds(settings.times(4, 20));
        this.calmRate = settings.times(100, CALM);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        var launch = OperatorProcess.Launch.on(serverCore, Optional.empty());
        try (var cluster = GuardedCluster.open(settings, launch, progress);
                var generator = new Generator(cluster.door(), AdmissionBenchmark.reviews(cluster), CONNECTIONS)) {
            generator.closedLoop(warmUp);
            progress.accept("looking for the maximum for %d s".formatted(warmUp.toSeconds()));
            double capacity = generator.closedLoop(warmUp).answers() / (double) warmUp.toSeconds();
            int offered = (int) (TIMES * capacity);
            progress.accept("offering %d reviews/s for %d s".formatted(offered, overload.toSeconds()));
            Tally during = generator.offered(offered, overload);
            progress.accept("measuring at %d reviews/s for %d s".formatted(calmRate, calm.toSeconds()));
            Tally after = generator.openLoop(calmRate, calm);
            return new Report(
                    "overload",
                    began,
                    settings.commit(),
                    settings.machine(cluster.kubernetesVersion()),
                    load,
                    asked(offered),
                    figures(cluster, capacity, during, after));
        }
    }

    private List<Figure> figures(GuardedCluster cluster, double capacity, Tally during, Tally after) {
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of("capacity", capacity, "reviews/s"));
        figures.add(Figure.of("judged meanwhile", during.answers() / (double) overload.toSeconds(), "reviews/s"));
        figures.add(Figure.of("shed meanwhile", during.timesShed() / (double) overload.toSeconds(), "reviews/s"));
        figures.add(Figure.of("wrong verdicts", (double) during.timesWrong(), "reviews", GOAL_NONE));
        figures.add(Figure.of("no answer in 20 s", (double) during.timesUnanswered(), "reviews"));
        figures.add(Figure.of("judged meanwhile, p99", during.millis(99), "ms"));
        figures.add(Figure.of("afterwards at %d/s, p99".formatted(calmRate), after.millis(99), "ms", GOAL_AFTER));
        cluster.operator()
                .residentKiB()
                .ifPresent(kib -> figures.add(Figure.of("operator, resident after", kib / 1024.0, "MiB")));
        return figures;
    }

    private Map<String, String> asked(int offered) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("specification", GuardedCluster.SPECIFICATION);
        asked.put("operator", String.join(" ", ChartOptions.read(settings.home())));
        asked.put("operator's core", serverCore.map(String::valueOf).orElse("any"));
        asked.put("connections", Integer.toString(CONNECTIONS));
        asked.put(
                "offered",
                "%d/s, %d times what 400 busy connections got through, for %d s"
                        .formatted(offered, TIMES, overload.toSeconds()));
        return asked;
    }
}
