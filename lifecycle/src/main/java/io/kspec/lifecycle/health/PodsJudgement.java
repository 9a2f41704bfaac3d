package io.kspec.lifecycle.health;

import io.kspec.lifecycle.health.Evidence.Container;
import io.kspec.lifecycle.health.Evidence.Pod;
import io.kspec.lifecycle.health.OperatorHealth.PodHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What the controllers' pods say.
record PodsJudgement(PodHealth health, List<String> messages) {
    static final int RESTARTS = 3;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final double NEARLY = 80;
    private static final double FULL = 100;

    static PodsJudgement judge(Evidence.Pods evidence, Instant now) {
        List<String> messages = new ArrayList<>();
        int ready = (int) evidence.pods().stream().filter(Pod::ready).count();
        List<Pod> idle = evidence.pods().stream().filter(pod -> !pod.running()).toList();
        List<Pod> crashing = evidence.pods().stream()
                .filter(pod -> pod.containers().stream().anyMatch(container -> crashes(container, now)))
                .toList();
        if (ready < evidence.expected()) {
            messages.add("%d of %d controller pods are ready. Look at the pods' events."
                    .formatted(ready, evidence.expected()));
        }
        idle.forEach(pod -> messages.add("Pod %s does not run. Look at its events.".formatted(pod.name())));
        crashing.forEach(pod -> messages.add("Pod %s crash-loops. Look at its log.".formatted(pod.name())));
        boolean processor = within("processor time", evidence.cpuUsagePercent(), messages);
        boolean memory = within("memory", evidence.memoryUsagePercent(), messages);
        double restarts = evidence.pods().stream()
                .flatMap(pod -> pod.containers().stream())
                .mapToInt(Container::restarts)
                .average()
                .orElse(0);
        boolean healthy = ready >= evidence.expected() && idle.isEmpty() && crashing.isEmpty() && processor && memory;
        return new PodsJudgement(
                new PodHealth(
                        ready,
                        evidence.expected(),
                        crashing.size(),
                        restarts,
                        evidence.cpuUsagePercent(),
                        evidence.memoryUsagePercent(),
                        healthy),
                messages);
    }

    /// Three restarts of one container within five minutes, or the kubelet says so.
    private static boolean crashes(Container container, Instant now) {
        Instant from = now.minus(WINDOW);
        long recent = container.recentRestarts().stream()
                .filter(at -> at.isAfter(from) && !at.isAfter(now))
                .distinct()
                .count();
        return recent >= RESTARTS
                || container.waitingReason().filter("CrashLoopBackOff"::equals).isPresent();
    }

    /// Nothing is concluded where nothing is measured.
    private static boolean within(String what, OptionalDouble percent, List<String> messages) {
        double used = percent.orElse(0);
        if (used >= NEARLY) {
            messages.add("The pods use %.0f %% of their limit of %s. Raise the limit, or look for a leak."
                    .formatted(used, what));
        }
        return used < FULL;
    }
}
