package io.kspec.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One component at work: a child process that logs to a file.
final class ComponentProcess {
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);

    private final Component component;
    private final Process process;
    private final Path log;

    private ComponentProcess(Component component, Process process, Path log) {
        this.component = component;
        this.process = process;
        this.log = log;
    }

    /// Starts the program in the cluster's directory and records it there. Output is appended to its log.
    static ComponentProcess start(Component component, ClusterSetup setup) {
        ClusterFiles files = setup.files();
        Path log = files.log(component);
        ProcessBuilder builder = new ProcessBuilder(CommandLine.of(component, setup))
                .directory(files.directory().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        isolate(builder.environment(), files);
        try {
            return recorded(new ComponentProcess(component, builder.start(), log), files);
        } catch (IOException cause) {
            Path program = setup.binaries().program(component);
            throw LocalKubernetesException.file(
                    "%s could not be started".formatted(component.program()), program, cause);
        }
    }

    /// A process that cannot be recorded is not kept either: nobody could clean up after it.
    private static ComponentProcess recorded(ComponentProcess started, ClusterFiles files) {
        try {
            ProcessLedger.add(files.directory(), started.process.pid(), started.component.program());
            return started;
        } catch (LocalKubernetesException unrecorded) {
            started.process.destroyForcibly();
            throw unrecorded;
        }
    }

    /// A user's own settings (`~/.kwok`, `ETCD_…`, proxies) shall not reach into a cluster that is thrown away.
    private static void isolate(Map<String, String> environment, ClusterFiles files) {
        environment.keySet().removeIf(name -> name.startsWith("ETCD_") || name.startsWith("KUBE"));
        environment.put("HOME", files.directory().toString());
    }

    boolean isRunning() {
        return process.isAlive();
    }

    void terminate() {
        process.destroy();
    }

    /// Ends the process, whatever it is doing, and waits until it has ended.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// Waits for the end after [#terminate()], and enforces it when `grace` is over.
    void awaitEnd(Deadline grace) {
        try {
            if (!process.waitFor(grace.left().toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(TIME_TO_DIE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// Throws if the process has ended of itself.
    ///
    /// @throws PortTakenException if it ended because its port was in use
    void requireRunning() {
        if (isRunning()) {
            return;
        }
        String tail = LogTail.of(log);
        if (tail.contains("address already in use")) {
            throw new PortTakenException(component, log);
        }
        throw new LocalKubernetesException(
                "%s ended by itself with exit code %d".formatted(component.program(), process.exitValue()),
                log.toString(),
                "Its log ends with:\n%s".formatted(tail));
    }
}
