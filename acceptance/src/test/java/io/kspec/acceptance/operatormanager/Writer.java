package io.kspec.acceptance.operatormanager;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Somebody who keeps changing widgets while operators are rolled out, and remembers what the API server took.
final class Writer {
    private static final int WIDGETS = 20;
    private static final int SIZES = 900;

    /// Slow enough for the operator to keep up with.
    private static final long MILLIS_BETWEEN = 50;

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Set<String> refusals = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("writer").factory());
    private final Site site;
    private int round;

    /// Changes the first of the widgets that [#name] names.
    Writer(Site site) {
        this.site = site;
        ScheduledFuture<?> _ = clock.scheduleWithFixedDelay(this::write, 0, MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
    }

    static String name(int number) {
        return "widget-" + number;
    }

    /// Sizes by name.
    Map<String, Integer> taken() {
        return Map.copyOf(taken);
    }

    /// Why writes were not taken, in the API server's words.
    Set<String> refusals() {
        return Set.copyOf(refusals);
    }

    /// On the clock's only thread.
    private void write() {
        String widget = name(round % WIDGETS);
        int size = 1 + round % SIZES;
        round++;
        try {
            site.resize(widget, size);
            taken.put(widget, size);
        } catch (KubernetesClientException refused) {
            taken.remove(widget); // by the webhook that does not answer, or unknown whether it was taken
            refusals.add(String.valueOf(refused.getMessage()));
        }
    }

    /// Returns when the last write is done; stopping again does nothing.
    void stop() {
        clock.close();
    }
}
