package io.kspec.bench.start;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Resources;
import io.kspec.bench.Settings;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.bench.result.Sample;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The command line as a person feels it: whole processes, launcher included, from the start to the last byte.
public final class StartBenchmark {
    private static final Goal GOAL_HELP = new Goal.Below(400);
    private static final Goal GOAL_SCAN = new Goal.Below(1000);
    private static final Goal GOAL_FILES = new Goal.Below(5000);
    private static final int FILES = 1000;
    private static final int FINDINGS = 1;
    private static final int WARM_UPS = 2;
    private static final long PATIENCE_SECONDS = 60;

    private final Settings settings;
    private final Consumer<String> progress;
    private final int runs;

    public StartBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.runs = settings.times(3, 20);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        try {
            Path directory = Files.createTempDirectory("kspec-bench");
            Path manifest = directory.resolve("deployment.yaml");
            Path output = directory.resolve("output");
            try {
                Files.writeString(manifest, Resources.text(StartBenchmark.class, "deployment.yaml"));
                var figures = new ArrayList<Figure>();
                figures.addAll(measured("kspec --help", GOAL_HELP, 0, output, "--help"));
                figures.addAll(measured(
                        "kspec scan -f, one file", GOAL_SCAN, FINDINGS, output, "scan", "-f", manifest.toString()));
                Path many = manyFiles(directory);
                figures.addAll(measured(
                        "kspec scan -f, %,d files".formatted(FILES),
                        GOAL_FILES,
                        FINDINGS,
                        output,
                        "scan",
                        "-f",
                        many.toString()));
                return new Report(
                        "start", began, settings.commit(), settings.machine("no part in this"), load, asked(), figures);
            } finally {
                Files.deleteIfExists(manifest);
                Files.deleteIfExists(output);
                delete(directory);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("a file could not be written", refused);
        }
    }

    /// Deployments that differ in their names and replicas.
    private static Path manyFiles(Path directory) throws IOException {
        Path many = Files.createDirectory(directory.resolve("many"));
        String text = Resources.text(StartBenchmark.class, "deployment.yaml");
        for (int number = 0; number < FILES; number++) {
            Files.writeString(
                    many.resolve("deployment-%04d.yaml".formatted(number)),
                    text.replace("name: web\n", "name: web-%d\n".formatted(number)));
        }
        return many;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private List<Figure> measured(String name, Goal goal, int exitCode, Path output, String... arguments)
            throws InterruptedException, IOException {
        progress.accept("starting %s, %d times after %d warm-ups".formatted(name, runs, WARM_UPS));
        var millis = new double[runs];
        for (int i = -WARM_UPS; i < runs; i++) {
            double took = once(exitCode, output, arguments);
            if (i >= 0) {
                millis[i] = took;
            }
        }
        var sample = new Sample(millis);
        return List.of(
                Figure.of(name + ", min", sample.min(), "ms"),
                Figure.of(name + ", median", sample.median(), "ms", goal),
                Figure.of(name + ", max", sample.max(), "ms"));
    }

    private double once(int exitCode, Path output, String... arguments) throws InterruptedException, IOException {
        var command = new ArrayList<>(List.of(settings.home().resolve("kspec").toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        long from = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new BenchmarkFailed("%s did not end in %d s".formatted(command, PATIENCE_SECONDS));
        }
        double took = (System.nanoTime() - from) / 1e6;
        if (process.exitValue() != exitCode || Files.size(output) == 0) {
            throw new BenchmarkFailed(
                    "%s ended with %d and said:%n%s".formatted(command, process.exitValue(), Files.readString(output)));
        }
        return took;
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("runs", "%d each, after %d warm-ups".formatted(runs, WARM_UPS));
        asked.put("measured", "wall clock of the whole process, ./kspec included; the product is built already");
        asked.put("files", "%,d of the same Deployment under names of their own".formatted(FILES));
        asked.put("scan", "one Deployment of 27 lines that breaks one rule, by the embedded production specification");
        return asked;
    }
}
