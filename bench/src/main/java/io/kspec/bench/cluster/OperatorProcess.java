package io.kspec.bench.cluster;

import io.kspec.bench.BenchmarkFailed;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The operator as a process of its own, as it would run in a pod, listening on loopback. It ends with this process,
/// even when that is killed: its standard input closes then.
public final class OperatorProcess implements AutoCloseable {
    /// Where it listens when it is the only one: at free ports of loopback.
    public static final List<String> ALONE = List.of(
            "--webhook-host=127.0.0.1",
            "--webhook-port=0",
            "--webhook-url=https://127.0.0.1",
            "--health-probe-bind-address=127.0.0.1:0",
            "--metrics-bind-address=127.0.0.1:0",
            "--leader-elect=false");

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int LOG_TAIL = 60;

    private final Process process;
    private final Path log;

    private OperatorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// Where and how the operator runs; its virtual machine has the options of the chart.
    ///
    /// @param core the only one it may use; empty: any
    /// @param furtherFlag one more flag of its virtual machine, such as one that records a profile
    /// @param arguments where it listens, and whether it leads
    /// @param memory limit of its memory; empty: none
    public record Launch(
            Optional<Integer> core,
            Optional<String> furtherFlag,
            List<String> arguments,
            Optional<MemoryGroup> memory) {
        public Launch {
            arguments = List.copyOf(arguments);
        }

        public static Launch anywhere() {
            return new Launch(Optional.empty(), Optional.empty(), ALONE, Optional.empty());
        }

        public static Launch at(List<String> arguments) {
            return new Launch(Optional.empty(), Optional.empty(), arguments, Optional.empty());
        }

        /// On one core of the machine.
        ///
        /// @param flag one more flag of its virtual machine, such as one that records a profile
        public static Launch on(Optional<Integer> core, Optional<String> flag) {
            return new Launch(core, flag, ALONE, Optional.empty());
        }
    }

    static OperatorProcess start(Path home, Path kubeconfig, Path log, Launch launch) {
        try {
            var builder = new ProcessBuilder(command(home, kubeconfig, launch))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(ChartOptions.ENVIRONMENT);
            return new OperatorProcess(builder.start(), log);
        } catch (IOException refused) {
            throw new UncheckedIOException("the operator could not be started", refused);
        }
    }

    private static List<String> command(Path home, Path kubeconfig, Launch launch) {
        Path target = home.resolve("operator").resolve("target");
        Path program = target.resolve("kspec-operator.jar");
        if (!Files.isRegularFile(program)) {
            throw new BenchmarkFailed("%s is missing. Start with bench/run, which builds it.".formatted(program));
        }
        var command = new ArrayList<String>();
        launch.memory().ifPresent(group -> command.addAll(group.launcher()));
        launch.core().ifPresent(core -> command.addAll(List.of("taskset", "--cpu-list", core.toString())));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ChartOptions.read(home));
        launch.furtherFlag().ifPresent(command::add);
        command.add("--sun-misc-unsafe-memory-access=allow"); // Netty's buffers; without it Java warns in the log
        command.addAll(List.of("-cp", program + File.pathSeparator + target.resolve("lib") + "/*"));
        command.addAll(List.of("io.kspec.operator.Main", "--kubeconfig", kubeconfig.toString(), "--install-crds"));
        command.add("--stop-with-stdin");
        command.addAll(launch.arguments());
        return command;
    }

    /// The processor time it has used so far, in user and in system mode; the system counts in steps of 10 ms.
    public Duration cpu() {
        requireAlive();
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What of its memory is resident now; empty where the system does not tell.
    public Optional<Long> residentKiB() {
        requireAlive();
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }

    /// Asks it to end, as a kubelet does, and does not wait.
    public void askToEnd() {
        process.destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Throws with the end of its log when it has ended by itself.
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkFailed("the operator ended by itself; the end of its log:\n" + lastWords());
        }
    }

    /// The end of the log, for a message about what went wrong.
    String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL), all.size()));
        } catch (IOException gone) {
            return "no log at " + log;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
