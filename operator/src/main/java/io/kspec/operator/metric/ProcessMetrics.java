package io.kspec.operator.metric;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The process as every dashboard knows it, under the names that Prometheus' own clients use; read when asked for.
public final class ProcessMetrics {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double MILLIS = 1e3;
    private static final double NANOS = 1e9;
    private static final long KIB = 1024;

    private ProcessMetrics() {}

    /// Registers all of them.
    ///
    /// @param version of kspec
    /// @param revision what it was built from; empty when that is not known
    public static void register(Meters meters, String version, String revision) {
        meters.info("kspec_build_info", "The kspec that runs.", "version", "revision")
                .setLabelValues(version, revision);
        process(meters);
        machine(meters);
    }

    private static void process(Meters meters) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        meters.counter(
                "process_cpu_seconds_total",
                "Processor time in user and system mode.",
                callback -> callback.call(system.getProcessCpuTime() / NANOS));
        double started = ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS;
        meters.gauge(
                "process_start_time_seconds",
                "When the process started, since the epoch.",
                callback -> callback.call(started));
        meters.gauge("process_resident_memory_bytes", "Resident memory.", callback -> resident()
                .ifPresent(bytes -> callback.call((double) bytes)));
    }

    private static void machine(Meters meters) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        meters.gauge(
                "jvm_memory_used_bytes",
                "Memory in use by area.",
                callback -> {
                    callback.call((double) memory.getHeapMemoryUsage().getUsed(), "heap");
                    callback.call((double) memory.getNonHeapMemoryUsage().getUsed(), "nonheap");
                },
                "area");
        meters.gauge(
                "jvm_threads_current",
                "Platform threads.",
                callback -> callback.call(ManagementFactory.getThreadMXBean().getThreadCount()));
        meters.counter(
                "jvm_gc_collection_seconds_total",
                "Time spent in collecting garbage.",
                callback -> callback.call(ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                .filter(millis -> millis > 0)
                                .sum()
                        / MILLIS));
    }

    private static OptionalLong resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException elsewhere) { // not Linux: the series is absent
            return OptionalLong.empty();
        }
    }
}
