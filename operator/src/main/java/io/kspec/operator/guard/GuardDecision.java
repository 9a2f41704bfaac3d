package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.drift.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Decides what is to be done about every guard. Pure: no client, no clock.
final class GuardDecision {
    private GuardDecision() {}

    /// @param live every guard in the cluster that carries kspec's mark or the name of a desired one
    /// @param held what was last known to be right
    static List<GuardStep> decide(Map<GuardId, Guard> desired, Map<GuardId, ObjectNode> live, Map<GuardId, Held> held) {
        var steps = new ArrayList<GuardStep>();
        for (Guard guard : desired.values()) {
            steps.add(step(guard, live, held));
        }
        live.forEach((id, object) -> {
            if (!desired.containsKey(id)) {
                steps.add(new GuardStep.Stale(id, object));
            }
        });
        return steps;
    }

    private static GuardStep step(Guard guard, Map<GuardId, ObjectNode> live, Map<GuardId, Held> held) {
        Held right = held.get(guard.id());
        ObjectNode found = live.get(guard.id());
        if (found == null) {
            return new GuardStep.Missing(guard, right != null && right.intent().equals(guard.object()));
        }
        boolean foreign = KyvernoWatch.KINDS.contains(guard.id().kind())
                && !KyvernoPolicies.isOurs(found)
                && (right == null || !right.isTheSame(found));
        if (foreign) {
            return new GuardStep.Foreign(guard);
        }
        if (right != null && right.stillRight(guard.object(), found)) {
            return new GuardStep.InForce(guard);
        }
        boolean intentChanged = right == null
                ? !Intent.of(guard.object()).equals(Intent.of(found))
                : !right.intent().equals(guard.object());
        return new GuardStep.Unverified(guard, found, intentChanged);
    }
}
