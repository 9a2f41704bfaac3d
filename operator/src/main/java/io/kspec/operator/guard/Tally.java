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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds up where guards stand, by specification. For one turn.
final class Tally {
    private final Map<GuardId, ObjectNode> live;
    private final Map<String, InForce> held = new HashMap<>();
    /// Policies whose binding does not stand: nothing is bound by them.
    private final Set<String> unbound;

    private boolean registered;
    private Optional<Failure> trouble = Optional.empty();

    /// @param live as it was read before the turn: readiness is told in a status, which a write does not change
    private Tally(Map<GuardId, ObjectNode> live, Set<String> unbound) {
        this.live = live;
        this.unbound = unbound;
    }

    /// @param fights guards that somebody else changes again and again, with whose they are
    static GuardState of(
            List<Stand> stands, Map<GuardId, ObjectNode> live, Kyverno kyverno, List<Guard> fights, boolean natively) {
        var tally = new Tally(live, stands.stream().flatMap(Tally::unbound).collect(Collectors.toSet()));
        stands.forEach(tally::add);
        fights.forEach(guard -> tally.share(guard, Share.FIGHT));
        return new GuardState(tally.registered, tally.held, kyverno, Optional.empty(), tally.trouble, natively);
    }

    /// A policy and its binding have the same name.
    private static Stream<String> unbound(Stand stand) {
        Optional<Guard> loose =
                switch (stand) {
                    case Stand.Right _, Stand.Open _, Stand.Gone _ -> Optional.empty();
                    case Stand.Differs(Guard guard) -> Optional.of(guard);
                    case Stand.Taken(Guard guard) -> Optional.of(guard);
                    case Stand.Waiting(Guard guard) -> Optional.of(guard);
                    case Stand.Paused paused -> Optional.of(paused.guard());
                    case Stand.LeftAlone(Guard guard) -> Optional.of(guard);
                    case Stand.Blocked blocked -> Optional.of(blocked.guard());
                };
        return loose
                .map(Guard::id)
                .filter(id -> id.kind().equals(ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING))
                .map(GuardId::name)
                .stream();
    }

    private void add(Stand stand) {
        switch (stand) {
            case Stand.Right(Guard guard) -> {
                registered |= guard.id().equals(Registration.id());
                count(guard, true);
            }
            case Stand.Differs(Guard guard) -> {
                count(guard, false);
                share(guard, Share.PENDING);
            }
            case Stand.Waiting(Guard guard) -> {
                count(guard, false);
                share(guard, Share.PENDING);
                share(guard, Share.WAITING);
            }
            case Stand.Paused paused -> {
                count(paused.guard(), false);
                share(paused.guard(), Share.PENDING);
            }
            case Stand.LeftAlone(Guard guard) -> count(guard, false);
            case Stand.Taken(Guard guard) -> {
                count(guard, false);
                share(guard, Share.CONFLICT);
            }
            case Stand.Blocked(Guard guard, Failure why) -> {
                count(guard, false);
                share(guard, Share.PENDING);
                trouble = Optional.of(why);
            }
            case Stand.Open _, Stand.Gone _ -> {}
        }
    }

    private void count(Guard guard, boolean stands) {
        ObjectKind kind = guard.id().kind();
        if (kind.equals(ObjectKind.VALIDATING_ADMISSION_POLICY)) {
            boolean bound = stands && !unbound.contains(guard.id().name());
            guard.specifications().forEach(name -> held.merge(name, natives(bound), Tally::together));
        } else if (KyvernoWatch.KINDS.contains(kind)) {
            ObjectNode found = live.get(guard.id());
            boolean ready = stands && found != null && KyvernoPolicies.isReady(found);
            guard.specifications().forEach(name -> held.merge(name, kyverno(ready), Tally::together));
        }
    }

    /// In which list of a specification a guard stands.
    private enum Share {
        PENDING,
        CONFLICT,
        FIGHT,
        WAITING;

        private InForce of(List<String> id) {
            return switch (this) {
                case PENDING -> lists(id, List.of(), List.of(), List.of());
                case CONFLICT -> lists(List.of(), id, List.of(), List.of());
                case FIGHT -> lists(List.of(), List.of(), id, List.of());
                case WAITING -> lists(List.of(), List.of(), List.of(), id);
            };
        }

        private static InForce lists(
                List<String> pending, List<String> conflicts, List<String> fights, List<String> waiting) {
            return new InForce(Count.NONE, Count.NONE, pending, conflicts, fights, waiting, true);
        }
    }

    private void share(Guard guard, Share kind) {
        InForce share = kind.of(List.of(guard.id().toString()));
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
                joined(one.conflicts(), other.conflicts()),
                joined(one.fights(), other.fights()),
                joined(one.waiting(), other.waiting()),
                true);
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
