package io.kspec.operator.guard;

import io.kspec.core.drift.config.RepairPace;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How often each guard was put back lately, and which of them somebody else changes again and again. Used by one
/// thread.
final class Fights {
    private final Map<GuardId, RepairPace> paces = new HashMap<>();
    /// Guards that are fought over, each with the burst that was exceeded.
    private final Map<GuardId, Integer> fights = new HashMap<>();

    /// A guard is to be put back: empty when it may be now, else from when on.
    ///
    /// @param burst repairs that are made at once; one more is a fight
    Optional<Instant> blockedUntil(GuardId guard, int burst, Instant now) {
        RepairPace pace = paces.getOrDefault(guard, RepairPace.NEW);
        if (pace.quarrels(burst, now)) {
            fights.put(guard, burst);
        }
        return pace.blockedUntil(burst, now);
    }

    void repaired(GuardId guard, Instant now) {
        paces.merge(guard, RepairPace.NEW.repaired(now), (before, _) -> before.repaired(now));
    }

    boolean over(GuardId guard) {
        return fights.containsKey(guard);
    }

    /// Those of the guards that are fought over now. A fight ends when nothing was to be put back for so long that
    /// the repairs of it are no burst any more.
    List<Guard> among(Collection<Guard> guards, Instant now) {
        fights.entrySet().removeIf(fight -> !paces.getOrDefault(fight.getKey(), RepairPace.NEW)
                .quarrels(fight.getValue(), now));
        return guards.stream().filter(guard -> over(guard.id())).toList();
    }

    /// What is wanted no more is forgotten.
    void keepOnly(Collection<GuardId> guards) {
        paces.keySet().retainAll(guards);
        fights.keySet().retainAll(guards);
    }
}
