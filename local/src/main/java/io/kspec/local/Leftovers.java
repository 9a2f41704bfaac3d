package io.kspec.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a cluster leaves behind when the process that owned it was killed: running programs and a directory.
///
/// Only what is recorded is touched: a program is ended when both its number and its beginning are those in the
/// ledger, and never because of its name. The cluster of an owner that still runs, or that cannot be seen from
/// here, is left alone.
final class Leftovers {
    private static final Duration TIME_TO_WRITE_A_LEDGER = Duration.ofHours(1);
    private static final Duration TIME_TO_DIE = Duration.ofSeconds(5);

    private Leftovers() {}

    /// What is to become of a cluster's directory.
    sealed interface Fate {
        /// Somebody owns it, or may own it.
        record Keep() implements Fate {}

        /// Nobody owns it: these processes are to be ended and the directory to be removed.
        record Remove(List<ProcessIdentity> stillRunning) implements Fate {}
    }

    /// The judgement, without any side effect.
    ///
    /// @param ledger what the directory's ledger says; empty if it has none, as while it is being made
    /// @param age since the directory was last changed
    /// @param running whether a process runs on this machine
    static Fate judge(Optional<ProcessLedger> ledger, Duration age, Machine here, Predicate<ProcessIdentity> running) {
        if (ledger.isEmpty()) {
            return age.compareTo(TIME_TO_WRITE_A_LEDGER) > 0 ? new Fate.Remove(List.of()) : new Fate.Keep();
        }
        ProcessLedger found = ledger.get();
        if (here.isRestarted(found.machine())) {
            return new Fate.Remove(List.of());
        }
        if (!here.sees(found.machine())) {
            return new Fate.Keep();
        }
        return running.test(found.owner())
                ? new Fate.Keep()
                : new Fate.Remove(found.processes().stream().filter(running).toList());
    }

    /// Removes what is left below `clusters`. Trouble with one directory is reported and does not stop the
    /// others.
    static void remove(Path clusters, Progress progress) {
        if (!Files.isDirectory(clusters)) {
            return;
        }
        Machine here = Machine.here();
        try (Stream<Path> directories = Files.list(clusters)) {
            directories.filter(Files::isDirectory).forEach(directory -> {
                try {
                    Fate fate = judge(ProcessLedger.read(directory), age(directory), here, ProcessIdentity::isRunning);
                    carryOut(directory, fate, progress);
                } catch (IOException trouble) {
                    progress.report("leftovers in %s stay for now: %s".formatted(directory, trouble));
                }
            });
        } catch (IOException trouble) {
            throw LocalKubernetesException.file("leftover clusters could not be looked for", clusters, trouble);
        }
    }

    private static void carryOut(Path directory, Fate fate, Progress progress) throws IOException {
        switch (fate) {
            case Fate.Keep() -> {}
            case Fate.Remove(List<ProcessIdentity> stillRunning) -> {
                progress.report("removing a leftover cluster and its %d processes: %s"
                        .formatted(stillRunning.size(), directory.getFileName()));
                stillRunning.forEach(ProcessIdentity::kill);
                if (!Deadline.in(TIME_TO_DIE)
                        .await(() -> stillRunning.stream().noneMatch(ProcessIdentity::isRunning))) {
                    throw new IOException("its processes %s cannot be ended".formatted(stillRunning));
                }
                PrivateFiles.remove(directory);
            }
        }
    }

    private static Duration age(Path directory) throws IOException {
        return Duration.between(Files.getLastModifiedTime(directory).toInstant(), Instant.now());
    }
}
