package io.kspec.operator.devops;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Gathers what happens in a namespace, and tells of it once: a rollout of a hundred pods is one evaluation.
final class Wakes implements AutoCloseable {
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("devops wakes").daemon().factory());
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final Duration gather;
    private final Consumer<String> told;

    /// @param gather from the first event to telling of it
    /// @param told the namespace; may throw nothing
    Wakes(Duration gather, Consumer<String> told) {
        this.gather = gather;
        this.told = told;
    }

    void happened(String namespace) {
        if (pending.add(namespace)) {
            try {
                var _ = later.schedule(() -> tell(namespace), gather.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                pending.remove(namespace);
            }
        }
    }

    /// What happens from now on is told of again.
    private void tell(String namespace) {
        pending.remove(namespace);
        told.accept(namespace);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
