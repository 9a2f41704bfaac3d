package io.kspec.bench;

import io.kspec.bench.admission.AdmissionBenchmark;
import io.kspec.bench.admission.OverloadBenchmark;
import io.kspec.bench.crd.CrdBenchmark;
import io.kspec.bench.drift.DriftBenchmark;
import io.kspec.bench.engine.EngineBenchmark;
import io.kspec.bench.health.HealthCycleBenchmark;
import io.kspec.bench.health.OperatorHealthBenchmark;
import io.kspec.bench.memory.MemoryBenchmark;
import io.kspec.bench.memory.SoakBenchmark;
import io.kspec.bench.result.Report;
import io.kspec.bench.rolling.RollingBenchmark;
import io.kspec.bench.rollout.FleetBenchmark;
import io.kspec.bench.rollout.RolloutBenchmark;
import io.kspec.bench.server.ServerApiBenchmark;
import io.kspec.bench.start.StartBenchmark;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs one benchmark, as `bench/run` asks. Exit code 0 when it was measured, whatever the figures are; 1 when what
/// was to be measured did not happen.
@Command(name = "bench")
public final class Main {
    @Option(names = "--home", required = true, description = "The checkout, built.")
    private Path home = Path.of(".");

    @Option(names = "--commit", defaultValue = "unknown", description = "What is checked out.")
    private String commit = "unknown";

    @Option(names = "--cores", required = true, description = "Cores of the machine.")
    private int cores;

    @Option(names = "--results", required = true, description = "Directory that gets the results.")
    private Path results = Path.of(".");

    @Option(names = "--quick", description = "Only try it out.")
    private boolean quick;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] arguments) {
        var command = new CommandLine(new Main());
        command.setExecutionExceptionHandler((fault, _, _) -> failed(fault));
        System.exit(command.execute(arguments));
    }

    private static int failed(Exception fault) {
        if (fault instanceof BenchmarkFailed) {
            System.err.println("bench: " + fault.getMessage());
        } else {
            fault.printStackTrace();
        }
        return 1;
    }

    @Command(description = "How fast, and for how much work, the operator answers reviews.")
    int admission(
            @Option(names = "--server-core", description = "The operator's core; without it none is set.")
                    Optional<Integer> serverCore,
            @Option(names = "--operator-flag", description = "A further flag of the operator's virtual machine.")
                    Optional<String> operatorFlag)
            throws InterruptedException {
        return tell(new AdmissionBenchmark(settings(), serverCore, operatorFlag, err::println).run());
    }

    @Command(description = "What three times too many reviews come to.")
    int overload(
            @Option(names = "--server-core", description = "The operator's core; without it none is set.")
                    Optional<Integer> serverCore)
            throws InterruptedException {
        return tell(new OverloadBenchmark(settings(), serverCore, err::println).run());
    }

    @Command(description = "How much memory and time a large cluster takes.")
    int memory(
            @Option(names = "--operator-flag", description = "A further flag of the operator's virtual machine.")
                    Optional<String> operatorFlag)
            throws InterruptedException {
        return tell(new MemoryBenchmark(settings(), operatorFlag, err::println).run());
    }

    @Command(description = "What callers notice while replicas are replaced.")
    int rolling() throws InterruptedException {
        return tell(new RollingBenchmark(settings(), err::println).run());
    }

    @Command(description = "Whether memory stays flat and no drift is missed over a long time.")
    int soak(@Option(names = "--minutes", defaultValue = "30", description = "How long; at least 3.") int minutes)
            throws InterruptedException {
        return tell(new SoakBenchmark(settings(), Duration.ofMinutes(minutes), err::println).run());
    }

    @Command(description = "How long a weakened guard leaves the cluster unguarded.")
    int drift() throws InterruptedException {
        return tell(new DriftBenchmark(settings(), err::println).run());
    }

    @Command(description = "How long the engine takes to judge.")
    int engine() throws InterruptedException {
        return tell(new EngineBenchmark(settings(), err::println).run());
    }

    @Command(description = "How long a person waits for the command line.")
    int start() throws InterruptedException {
        return tell(new StartBenchmark(settings(), err::println).run());
    }

    @Command(name = "server-api", description = "How fast the Operator Manager's API answers with a large fleet.")
    int serverApi() throws InterruptedException {
        return tell(new ServerApiBenchmark(settings(), err::println).run());
    }

    @Command(description = "What it costs to judge changes of custom resource definitions.")
    int crd() throws InterruptedException {
        return tell(new CrdBenchmark(settings(), err::println).run());
    }

    @Command(name = "operator-health", description = "How long one check of one operator takes.")
    int operatorHealth() throws InterruptedException {
        return tell(new OperatorHealthBenchmark(settings(), err::println).run());
    }

    @Command(description = "How long it takes until an operator runs in another version, and back.")
    int rollouts(
            @Option(names = "--clusters", defaultValue = "3", description = "Real control planes, at least 1.")
                    int clusters)
            throws InterruptedException {
        return tell(new RolloutBenchmark(settings(), clusters, err::println).run());
    }

    @Command(name = "fleet-rollouts", description = "How long many rollouts take, and one to a hundred clusters.")
    int fleetRollouts() throws InterruptedException {
        return tell(new FleetBenchmark(settings(), err::println).run());
    }

    @Command(name = "health-cycle", description = "How long it takes to look after a hundred clusters once.")
    int healthCycle() throws InterruptedException {
        return tell(new HealthCycleBenchmark(settings(), err::println).run());
    }

    private Settings settings() {
        return new Settings(home, commit, cores, results, quick);
    }

    private int tell(Report report) {
        Path file = report.write(results);
        out.print(report.table());
        out.println("  written to " + file);
        return 0;
    }
}
