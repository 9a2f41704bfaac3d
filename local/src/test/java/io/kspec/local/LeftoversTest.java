package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.local.Leftovers.Fate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTest {
    private static final Machine HERE = new Machine("laptop", "boot-2", "pid:[1]");
    private static final ProcessIdentity OWNER = new ProcessIdentity(10, "ticks:100");
    private static final ProcessIdentity ETCD = new ProcessIdentity(11, "ticks:101");
    private static final ProcessIdentity SCHEDULER = new ProcessIdentity(12, "ticks:102");

    @Test
    void aClusterWhoseOwnerRunsIsKept() {
        assertThat(judge(HERE, Set.of(OWNER, ETCD))).isEqualTo(new Fate.Keep());
    }

    @Test
    void aClusterWhoseOwnerIsGoneIsRemovedWithWhatStillRuns() {
        assertThat(judge(HERE, Set.of(ETCD))).isEqualTo(new Fate.Remove(List.of(ETCD)));
    }

    @Test
    void anotherContainerOnThisHostIsLeftAlone() {
        assertThat(judge(new Machine("container", "boot-2", "pid:[2]"), Set.of()))
                .isEqualTo(new Fate.Keep());
    }

    @Test
    void anotherHostIsLeftAlone() {
        assertThat(judge(new Machine("desktop", "boot-9", "pid:[1]"), Set.of())).isEqualTo(new Fate.Keep());
    }

    @Test
    void afterARestartTheDirectoryGoesAndNoProcessIsTouched() {
        Machine before = new Machine("laptop", "boot-1", "pid:[1]");
        assertThat(judge(before, Set.of(OWNER, ETCD))).isEqualTo(new Fate.Remove(List.of()));
    }

    @Test
    void aDirectoryWithoutALedgerHasAnHourToGetOne() {
        assertThat(Leftovers.judge(Optional.empty(), Duration.ofMinutes(59), HERE, _ -> false))
                .isEqualTo(new Fate.Keep());
        assertThat(Leftovers.judge(Optional.empty(), Duration.ofMinutes(61), HERE, _ -> false))
                .isEqualTo(new Fate.Remove(List.of()));
    }

    @Test
    void removingEndsTheRecordedProcessesAndNoOther(@TempDir Path clusters) throws Exception {
        Process recorded = new ProcessBuilder("sleep", "60").start();
        Process reused = new ProcessBuilder("sleep", "60").start();
        try {
            Path gone = directory(clusters, "gone", new ProcessIdentity(Long.MAX_VALUE, "ticks:1"));
            Path mine = directory(clusters, "mine", ProcessIdentity.ofThisProcess());
            record(gone, ProcessIdentity.of(recorded.pid()).orElseThrow());
            record(gone, new ProcessIdentity(reused.pid(), "ticks:1"));

            Leftovers.remove(clusters, Progress.silent());

            assertThat(gone).doesNotExist();
            assertThat(mine).exists();
            assertThat(recorded.waitFor()).isNotZero();
            assertThat(reused.isAlive()).isTrue();
        } finally {
            recorded.destroyForcibly();
            reused.destroyForcibly();
        }
    }

    @Test
    void withoutAnyClusterThereIsNothingToDo(@TempDir Path parent) {
        Leftovers.remove(parent.resolve("never-made"), Progress.silent());
        assertThat(parent).isEmptyDirectory();
    }

    private static Fate judge(Machine machine, Set<ProcessIdentity> running) {
        ProcessLedger ledger = new ProcessLedger(OWNER, machine, List.of(ETCD, SCHEDULER));
        return Leftovers.judge(Optional.of(ledger), Duration.ZERO, HERE, running::contains);
    }

    private static Path directory(Path clusters, String id, ProcessIdentity owner) throws Exception {
        Path directory =
                Files.createDirectories(clusters.resolve(id).resolve("logs")).getParent();
        Machine here = Machine.here();
        Files.writeString(
                ProcessLedger.file(directory),
                "owner %d %s %s %s %s\n"
                        .formatted(owner.pid(), owner.began(), here.host(), here.boot(), here.processes()));
        return directory;
    }

    private static void record(Path directory, ProcessIdentity process) throws Exception {
        Path file = ProcessLedger.file(directory);
        String line = "process %d %s etcd\n".formatted(process.pid(), process.began());
        Files.writeString(file, Files.readString(file) + line);
    }
}
