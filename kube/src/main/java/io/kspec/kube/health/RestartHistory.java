package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.health.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When containers restarted: Kubernetes counts restarts and dates the last one only, so the others are dated by the
/// check that first saw them counted.
final class RestartHistory {
    /// Longer than any window that is judged.
    private static final Duration KEPT = Duration.ofMinutes(30);

    /// A container that restarts more often between two checks crash-loops anyway.
    private static final int MOST = 20;

    private final Optional<Evidence.Pods> before;
    private final Instant now;

    RestartHistory(Optional<Evidence.Pods> before, Instant now) {
        this.before = before;
        this.now = now;
    }

    /// @param status of a container
    List<Instant> of(String pod, JsonNode status) {
        int restarts = status.path("restartCount").asInt(0);
        Optional<Instant> last = time(status.at("/lastState/terminated/finishedAt"))
                .or(() -> time(status.at("/state/terminated/finishedAt")));
        Optional<Evidence.Container> known =
                known(pod, status.path("name").asText("")).filter(container -> container.restarts() <= restarts);
        var times = new ArrayList<Instant>();
        if (known.isEmpty()) {
            if (restarts > 0) {
                last.ifPresent(times::add);
            }
        } else {
            times.addAll(known.get().recentRestarts());
            int more = Math.min(MOST, restarts - known.get().restarts());
            for (int count = 0; count < more; count++) {
                times.add(last.orElse(now));
            }
        }
        return times.stream().filter(time -> time.isAfter(now.minus(KEPT))).toList();
    }

    private Optional<Evidence.Container> known(String pod, String container) {
        return before.stream()
                .flatMap(pods -> pods.pods().stream())
                .filter(each -> each.name().equals(pod))
                .flatMap(each -> each.containers().stream())
                .filter(each -> each.name().equals(container))
                .findFirst();
    }

    private static Optional<Instant> time(JsonNode text) {
        return Times.of(text);
    }
}
