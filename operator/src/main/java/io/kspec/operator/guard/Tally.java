package io.kspec.operator.guard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.guard.GuardState.Count;
import io.kspec.operator.guard.GuardState.InForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adds up where guards stand, by specification. For one turn.
final class Tally {
    private final Map<GuardId, ObjectNode> live;
    private final Map<String, InForce> held = new HashMap<>();
    private boolean registered;
    private Optional<Failure> trouble = Optional.empty();

    /// @param live as it was read before the turn: readiness is told in a status, which a write does not change
    private Tally(Map<GuardId, ObjectNode> live) {
        this.live = live;
    }

    static GuardState of(List<Stand> stands, Map<GuardId, ObjectNode> live, Kyverno kyverno) {
        var tally = new Tally(live);
        stands.forEach(tally::add);
        return new GuardState(tally.registered, tally.held, kyverno, Optional.empty(), tally.trouble);
    }

    private void add(Stand stand) {
        switch (stand) {
            case Stand.Right(Guard guard) -> {
                registered |= guard.id().equals(Registration.id());
                count(guard, true);
            }
            case Stand.Differs(Guard guard) -> {
                count(guard, false);
                name(guard, true);
            }
            case Stand.Taken(Guard guard) -> {
                count(guard, false);
                name(guard, false);
            }
            case Stand.Blocked(Guard guard, Failure why) -> {
                count(guard, false);
                trouble = Optional.of(why);
            }
            case Stand.Open _, Stand.Gone _ -> {}
        }
    }

    private void count(Guard guard, boolean stands) {
        ObjectKind kind = guard.id().kind();
        if (kind.equals(ObjectKind.VALIDATING_ADMISSION_POLICY)) {
            guard.specifications().forEach(name -> held.merge(name, natives(stands), Tally::together));
        } else if (KyvernoWatch.KINDS.contains(kind)) {
            ObjectNode found = live.get(guard.id());
            boolean ready = stands && found != null && KyvernoPolicies.isReady(found);
            guard.specifications().forEach(name -> held.merge(name, kyverno(ready), Tally::together));
        }
    }

    private void name(Guard guard, boolean pending) {
        List<String> id = List.of(guard.id().toString());
        var share = new InForce(Count.NONE, Count.NONE, pending ? id : List.of(), pending ? List.of() : id);
        guard.specifications().forEach(name -> held.merge(name, share, Tally::together));
    }

    private static InForce natives(boolean stands) {
        return new InForce(Count.NONE.with(stands), Count.NONE, List.of(), List.of());
    }

    private static InForce kyverno(boolean stands) {
        return new InForce(Count.NONE, Count.NONE.with(stands), List.of(), List.of());
    }

    private static InForce together(InForce one, InForce other) {
        return new InForce(
                sum(one.natives(), other.natives()),
                sum(one.kyverno(), other.kyverno()),
                joined(one.pending(), other.pending()),
                joined(one.conflicts(), other.conflicts()));
    }

    private static Count sum(Count one, Count other) {
        return new Count(one.standing() + other.standing(), one.wanted() + other.wanted());
    }

    private static List<String> joined(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
