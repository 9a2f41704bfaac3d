package io.kspec.bench.health;

import io.kspec.bench.BenchmarkFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// TCP connections of this machine, as the kernel lists them.
final class Connections {
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final String ESTABLISHED = "01";

    private Connections() {}

    /// How many are open to one of these ports.
    static long to(List<Integer> ports) {
        Set<Integer> wanted = new HashSet<>(ports);
        return TABLES.stream().mapToLong(table -> count(table, wanted)).sum();
    }

    private static long count(Path table, Set<Integer> ports) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[STATE].equals(ESTABLISHED))
                    .filter(columns -> ports.contains(port(columns[REMOTE])))
                    .count();
        } catch (IOException elsewhere) {
            throw new BenchmarkFailed("%s cannot be read: %s".formatted(table, elsewhere.getMessage()));
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }
}
