package io.kspec.bench.result;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a figure was measured on. A fact that this system does not tell is `unknown`.
///
/// @param kubernetes version of the API server; empty where none took part
public record Machine(String cpu, int cores, long memoryMiB, String kernel, String java, String kubernetes) {
    private static final long MIB = 1024 * 1024;

    /// The machine that this process runs on.
    ///
    /// @param cores of the machine: this process may be confined to fewer
    public static Machine here(int cores, String kubernetes) {
        return new Machine(
                cpuModel(),
                cores,
                system().getTotalMemorySize() / MIB,
                "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
                "%s (%s)".formatted(System.getProperty("java.vm.version"), System.getProperty("java.vm.vendor")),
                kubernetes);
    }

    /// Processes that ran or wanted to, averaged over the last minute; negative where the system does not tell.
    public static double loadAverage() {
        return system().getSystemLoadAverage();
    }

    private static OperatingSystemMXBean system() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException elsewhere) {
            return "unknown";
        }
    }
}
