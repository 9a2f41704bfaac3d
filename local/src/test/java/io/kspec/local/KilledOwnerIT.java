package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a cluster when the JVM that owns it ends without closing it.
@Tag("apiserver")
final class KilledOwnerIT {
    @TempDir
    Path cache;

    private final Binaries binaries =
            Binaries.find(LocalOptions.defaults(), Surroundings.ofThisProcess(), Progress.silent());
    private final List<Process> owners = new ArrayList<>();
    private final List<ProcessIdentity> started = new ArrayList<>();

    @AfterEach
    void endWhatATestThatFailedLeftRunning() {
        owners.forEach(Process::destroyForcibly);
        started.forEach(ProcessIdentity::kill);
    }

    @Test
    void theNextStartRemovesWhatAKilledOwnerLeftAndSparesWhatAnotherOneRuns() throws Exception {
        ProcessBuilder command = owner(LocalOptions.defaults());
        Owned killed = begin(command);
        Owned alive = begin(command);
        assertThat(killed.ledger().processes()).hasSize(5);

        killed.owner().destroyForcibly().waitFor();
        assertThat(killed.ledger().processes()).allMatch(ProcessIdentity::isRunning);

        List<String> progress = new ArrayList<>();
        ClusterStart.begin(LocalOptions.apiServerOnly().withBin(binaries.directory()), progress::add, surroundings())
                .close();

        assertThat(killed.ledger().processes()).noneMatch(ProcessIdentity::isRunning);
        assertThat(killed.directory()).doesNotExist();
        assertThat(progress).anyMatch(line -> line.contains("removing a leftover cluster and its 5 processes"));
        assertThat(alive.ledger().processes()).allMatch(ProcessIdentity::isRunning);
        assertThat(alive.directory()).exists();
    }

    @Test
    void anOwnerThatIsToldToStopCleansUpItself() throws Exception {
        Owned stopped = begin(owner(LocalOptions.apiServerOnly()));
        stopped.owner().destroy();
        stopped.owner().waitFor();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stopped.ledger().processes().stream().noneMatch(ProcessIdentity::isRunning));
        assertThat(stopped.directory()).doesNotExist();
    }

    private ProcessBuilder owner(LocalOptions options) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        options.equals(LocalOptions.apiServerOnly()) ? "small" : "full")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "KSPEC_CACHE",
                        cache.toString(),
                        "KSPEC_KUBE_BIN",
                        binaries.directory().toString()));
        return builder;
    }

    private Owned begin(ProcessBuilder command) throws Exception {
        Process process = command.start();
        owners.add(process);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        Path directory = Path.of(reader.readLine());
        ProcessLedger ledger = ProcessLedger.read(directory).orElseThrow();
        started.addAll(ledger.processes());
        return new Owned(process, directory, ledger);
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of("KSPEC_CACHE", cache.toString()), Optional.empty(), cache);
    }

    private record Owned(Process owner, Path directory, ProcessLedger ledger) {}

    /// The owner's program: starts a cluster, prints its directory, and does nothing until it is ended.
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            LocalOptions options =
                    arguments[0].equals("small") ? LocalOptions.apiServerOnly() : LocalOptions.defaults();
            LocalKubernetes cluster = LocalKubernetes.start(options, Progress.silent());
            System.out.println(cluster.directory());
            Thread.currentThread().join();
        }
    }
}
