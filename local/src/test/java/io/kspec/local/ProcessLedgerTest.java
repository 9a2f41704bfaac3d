package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessLedgerTest {
    @TempDir
    Path directory;

    @Test
    void aLedgerNamesItsOwnerAndWhatItStarted() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessLedger.open(directory);
            ProcessLedger.add(directory, process.pid(), "etcd");

            ProcessLedger ledger = ProcessLedger.read(directory).orElseThrow();
            assertThat(ledger.owner()).isEqualTo(ProcessIdentity.ofThisProcess());
            assertThat(ledger.machine()).isEqualTo(Machine.here());
            assertThat(ledger.processes())
                    .containsExactly(ProcessIdentity.of(process.pid()).orElseThrow());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aLineThatAKilledWriterLeftUnfinishedIsSkipped() {
        assertThat(ProcessLedger.parse(
                        List.of("owner 1 ticks:5 host boot pid:[1]", "process 2 ticks:6 etcd", "process 3")))
                .hasValueSatisfying(
                        ledger -> assertThat(ledger.processes()).containsExactly(new ProcessIdentity(2, "ticks:6")));
    }

    @Test
    void withoutAnOwnerThereIsNoLedger() throws Exception {
        assertThat(ProcessLedger.read(directory)).isEmpty();
        Files.writeString(ProcessLedger.file(directory), "owner 1 tic");
        assertThat(ProcessLedger.read(directory)).isEmpty();
    }
}
