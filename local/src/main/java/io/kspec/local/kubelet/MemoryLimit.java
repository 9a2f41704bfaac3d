package io.kspec.local.kubelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A control group of the memory controller, version 1 or 2, that holds the processes of one run of a container.
/// When they need more than their limit, the kernel kills one.
final class MemoryLimit implements AutoCloseable {
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final AtomicLong COUNT = new AtomicLong();

    private final Path group;
    private final String events;

    private MemoryLimit(Path group, String events) {
        this.group = group;
        this.events = events;
    }

    /// Empty where this process may not make such a group.
    static Optional<MemoryLimit> of(long bytes) {
        return version1(bytes).or(() -> version2(bytes));
    }

    static boolean isPossible() {
        Optional<MemoryLimit> tried = of(Long.MAX_VALUE >> 20);
        tried.ifPresent(MemoryLimit::close);
        return tried.isPresent();
    }

    /// The command, joined to the group before it begins: what it starts itself then belongs to it as well.
    List<String> around(List<String> words) {
        List<String> wrapped = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "echo $$ > \"$0\" && exec \"$@\"",
                group.resolve("cgroup.procs").toString()));
        wrapped.addAll(words);
        return wrapped;
    }

    /// Whether the kernel has killed a process of the group.
    boolean hasKilled() {
        try {
            return Files.readAllLines(group.resolve(events)).stream()
                    .filter(line -> line.startsWith("oom_kill "))
                    .anyMatch(line -> !line.equals("oom_kill 0"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Removes the group, which has to be empty; the kernel keeps one that is not.
    @Override
    public void close() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException busy) {
            // an empty directory of the kernel's is all that stays
        }
    }

    private static Optional<MemoryLimit> version1(long bytes) {
        return ownGroup(":memory:")
                .map(own -> GROUPS.resolve("memory" + own))
                .flatMap(own -> limited(own, "memory.limit_in_bytes", bytes, "memory.oom_control"));
    }

    private static Optional<MemoryLimit> version2(long bytes) {
        return ownGroup("0::")
                .map(own -> Path.of(GROUPS + own))
                .flatMap(own -> limited(own, "memory.max", bytes, "memory.events"));
    }

    private static Optional<MemoryLimit> limited(Path parent, String limit, long bytes, String events) {
        Path group =
                parent.resolve("kspec-%d-%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet()));
        try {
            Files.createDirectory(group);
            if (Files.exists(group.resolve(limit))) {
                Files.writeString(group.resolve(limit), Long.toString(bytes));
                return Optional.of(new MemoryLimit(group, events));
            }
            Files.deleteIfExists(group);
        } catch (IOException forbidden) {
            new MemoryLimit(group, events).close();
        }
        return Optional.empty();
    }

    /// From a line such as `4:memory:/some/group` of this process.
    private static Optional<String> ownGroup(String marker) {
        try {
            return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
                    .filter(line -> line.contains(marker))
                    .map(line -> line.substring(line.indexOf(marker) + marker.length()))
                    .findFirst();
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
