package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.health.ConsecutiveFailures;
import java.util.List;
import java.util.Optional;

/// What is seen from outside: the health of clusters that are changed already, and rollouts that came later.
final class Observations {
    private Observations() {}

    static Optional<String> health(Draft draft, Event.HealthObserved event) {
        Optional<ClusterRow> found = draft.row(event.cluster());
        if (found.isEmpty()) {
            return Optional.of("%s is no cluster of this rollout".formatted(event.cluster()));
        }
        ClusterRow row = found.get();
        if (event.number() <= row.checks().lastNumber()) {
            return Optional.of(
                    "observation %d of %s was counted, or a later one was".formatted(event.number(), event.cluster()));
        }
        Optional<String> unwatched = unwatched(draft, row);
        if (unwatched.isPresent()) {
            return unwatched;
        }
        ClusterRow seen = draft.put(row.with(row.checks().observed(event.number(), event.reading())));
        boolean crashes = event.reading().reachable()
                && event.reading().failed()
                && event.reading().crashLoop();
        boolean reached = seen.checks().failedTooOften();
        if (!crashes && !reached) {
            return Optional.empty();
        }
        String reason = "%s: %s".formatted(event.cluster(), event.reading().sentence());
        if (draft.state() == State.COMPLETED && !draft.order.autoRollback()) {
            boolean news = seen.checks().consecutiveFailures() == (crashes ? 1 : ConsecutiveFailures.LIMIT);
            if (news) {
                draft.tell("OperatorUnhealthy", reason);
            }
        } else {
            Failing.fail(draft, List.of(seen), Trigger.HEALTH_FAILED, reason);
        }
        return Optional.empty();
    }

    private static Optional<String> unwatched(Draft draft, ClusterRow row) {
        if (row.release().superseded()) {
            return Optional.of("a later rollout owns %s".formatted(row.cluster()));
        }
        boolean after = draft.state() == State.COMPLETED
                && draft.watchUntil.filter(draft.now::isBefore).isPresent();
        boolean during = (draft.state() == State.DEPLOYING || draft.state() == State.VALIDATING) && !draft.ending();
        boolean rests = row.state() == State.COMPLETED
                || row.step() == Step.GATE
                || row.step() == Step.GATE_SWITCHED
                || (row.step() == Step.CHECK && row.checks().since().isEmpty());
        return (after || during) && rests && row.idle()
                ? Optional.empty()
                : Optional.of("nothing of this rollout is watched on %s now".formatted(row.cluster()));
    }

    static Optional<String> superseded(Draft draft, Event.Superseded event) {
        Optional<ClusterRow> row = draft.row(event.cluster())
                .filter(found -> draft.state().terminal() && !found.release().superseded());
        row.ifPresent(found -> draft.put(found.with(found.release().supersede())));
        return row.isPresent()
                ? Optional.empty()
                : Optional.of("%s is still this rollout's own, or was never".formatted(event.cluster()));
    }

    static Optional<String> leaseLost(Draft draft, Event.LeaseLost event) {
        Optional<ClusterRow> row = draft.row(event.cluster())
                .filter(found -> found.leased() && found.work().fence() == event.fence());
        row.ifPresent(found -> draft.put(found.with(found.work().held(0))));
        return row.isPresent() ? Optional.empty() : Optional.of("that lease is not held");
    }
}
