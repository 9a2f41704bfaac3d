package io.kspec.server.rollout;

import io.kspec.server.rollout.CommandRepository.Claimed;
import io.kspec.server.rollout.CommandRepository.Held;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What this process is doing now, and whether it still may.
///
/// Judged by this machine's monotonic clock against the last renewal that the database confirmed, so a process that
/// was stopped for a minute, or cut off from the database, knows by itself that its claims are gone.
final class Running {
    private final Map<Held, Long> confirmed = new ConcurrentHashMap<>();
    private final Duration claim;

    Running(Duration claim) {
        this.claim = claim;
    }

    private static Held held(Claimed claimed) {
        return new Held(claimed.key(), claimed.claim());
    }

    /// It is begun.
    ///
    /// @param claimedAt by [System#nanoTime], before the claim was asked for
    void begin(Claimed claimed, long claimedAt) {
        confirmed.put(held(claimed), claimedAt);
    }

    void end(Claimed claimed) {
        confirmed.remove(held(claimed));
    }

    boolean isEmpty() {
        return confirmed.isEmpty();
    }

    /// The database was asked at `asked` by [System#nanoTime] and said that these are held.
    void confirm(Set<Held> held, long asked) {
        confirmed.replaceAll((one, before) -> held.contains(one) ? Long.valueOf(asked) : before);
    }

    /// Whether nobody else can have taken it yet.
    boolean holds(Claimed claimed, long now) {
        Long last = confirmed.get(held(claimed));
        return last != null && now - last < claim.toNanos();
    }
}
