package io.kspec.local.kubelet;

import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalKubernetesException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Every process this kubelet has started, and no other. Each is recorded with the cluster, so that it does not
/// outlive this JVM by more than the time until the next cluster's start, even if the JVM is killed.
final class Processes implements AutoCloseable {
    private final LocalKubernetes cluster;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private boolean closed;

    Processes(LocalKubernetes cluster) {
        this.cluster = cluster;
    }

    /// @param name for the cluster's record, without blanks
    /// @throws CannotStart if the program cannot be started, or this is closed
    synchronized Process start(ProcessBuilder program, String name) {
        if (closed) {
            throw new CannotStart("KubeletClosed", "the kubelet is closed");
        }
        try {
            Process process = program.start();
            running.add(process);
            record(process, name);
            var _ = process.onExit().thenRun(() -> running.remove(process));
            return process;
        } catch (IOException cause) {
            throw new CannotStart("RunContainerError", "%s: check the program's path".formatted(cause.getMessage()));
        }
    }

    private void record(Process process, String name) {
        try {
            cluster.record(process, name);
        } catch (LocalKubernetesException unrecorded) {
            kill(process);
            throw new CannotStart("RunContainerError", String.valueOf(unrecorded.getMessage()));
        }
    }

    /// Ends it and what it has started, at once.
    static void kill(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /// Ends all of them at once, and lets none be started any more.
    @Override
    public synchronized void close() {
        closed = true;
        running.forEach(Processes::kill);
    }
}
