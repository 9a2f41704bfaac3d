package io.kspec.acceptance.fault;

import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ProcessSignals;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets a cluster's etcd work for a moment every two seconds, until it is closed.
final class SlowEtcd implements AutoCloseable {
    private static final Duration STOPPED = Duration.ofSeconds(2);
    private static final Duration AT_WORK = Duration.ofMillis(200);

    private final long pid;
    private final AtomicInteger stops = new AtomicInteger();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);

    private SlowEtcd(long pid) {
        this.pid = pid;
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    static SlowEtcd of(LocalKubernetes cluster) {
        var slow = new SlowEtcd(ProcessHandle.current()
                .descendants()
                .filter(process -> isEtcdOf(cluster, process))
                .findFirst()
                .orElseThrow()
                .pid());
        slow.thread.execute(slow::stop);
        return slow;
    }

    private static boolean isEtcdOf(LocalKubernetes cluster, ProcessHandle process) {
        return process.info()
                        .command()
                        .filter(path -> path.endsWith("/" + Component.ETCD.program()))
                        .isPresent()
                && process.info()
                        .commandLine()
                        .filter(words -> words.contains(cluster.directory().toString()))
                        .isPresent();
    }

    /// How often it has made etcd wait.
    int stops() {
        return stops.get();
    }

    private void stop() {
        ProcessSignals.stop(pid);
        stops.incrementAndGet();
        var _ = thread.schedule(this::goOn, STOPPED.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void goOn() {
        ProcessSignals.resume(pid);
        var _ = thread.schedule(this::stop, AT_WORK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown(); // what is scheduled is dropped, what runs comes to its end
        thread.close();
        ProcessSignals.resume(pid);
    }
}
