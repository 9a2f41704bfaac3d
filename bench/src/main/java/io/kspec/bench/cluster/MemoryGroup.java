package io.kspec.bench.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A limit on the memory of a process, kept by the kernel as for a container: control groups, version 2 or 1.
public final class MemoryGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final long MIB = 1024 * 1024;

    private final Path directory;
    private final boolean second;

    private MemoryGroup(Path directory, boolean second) {
        this.directory = directory;
        this.second = second;
    }

    /// Empty where this system, or this user, cannot limit memory.
    public static Optional<MemoryGroup> limitedTo(int mebibytes) {
        String name = "kspec-bench-" + ProcessHandle.current().pid();
        boolean second = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path directory = (second ? ROOT : ROOT.resolve("memory")).resolve(name);
        try {
            Files.createDirectory(directory);
            var group = new MemoryGroup(directory, second);
            Files.writeString(
                    directory.resolve(second ? "memory.max" : "memory.limit_in_bytes"), Long.toString(mebibytes * MIB));
            return Optional.of(group);
        } catch (IOException refused) {
            remove(directory);
            return Optional.empty();
        }
    }

    /// What runs a command as a member.
    List<String> launcher() {
        return List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                directory.resolve("cgroup.procs").toString());
    }

    /// What the kernel counts at most so far, page cache included; empty where it does not tell.
    public Optional<Double> peakMiB() {
        return read(second ? "memory.peak" : "memory.max_usage_in_bytes").map(bytes -> (double) bytes / MIB);
    }

    private Optional<Long> read(String file) {
        try {
            return Optional.of(
                    Long.valueOf(Files.readString(directory.resolve(file)).strip()));
        } catch (IOException | NumberFormatException untold) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        remove(directory);
    }

    /// Only an empty group can be removed; one that stays limits nobody.
    private static void remove(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException stays) {
            System.err.println("bench: %s could not be removed: %s".formatted(directory, stays.getMessage()));
        }
    }
}
