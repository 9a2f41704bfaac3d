package io.kspec.kube.time;

import java.lang.management.ManagementFactory;

/// The time that the current thread computed. A process that has to wait for its share of the processor, or for the
/// garbage collector, does not use up the deadline of an expression.
public final class ThreadTime {
    private ThreadTime() {}

    /// Nanoseconds since some moment; only differences within one thread mean something. On a virtual thread, which
    /// Java cannot measure, it stands still, and the limits in steps hold alone: judge on platform threads.
    public static long spent() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
