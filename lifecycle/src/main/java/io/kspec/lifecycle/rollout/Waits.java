package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.rollout.Rollout.Waiting;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a rollout waits for, and when it must be woken.
final class Waits {
    private Waits() {}

    static void settle(Draft draft) {
        draft.waiting = waiting(draft);
        if (draft.state().terminal()) {
            return;
        }
        Stream<Instant> clusters = draft.rows(row -> !row.settled() && row.idle()).stream()
                .flatMap(row -> row.work().notBefore().stream());
        Optional<Instant> next = Stream.concat(clusters, draft.notBefore.stream())
                .filter(draft.now::isBefore)
                .min(Comparator.naturalOrder());
        if (next.isPresent() && !next.equals(draft.wakeAt)) {
            draft.tell(id -> new Command.WakeAt(id, next.get()));
            draft.wakeAt = next;
        }
    }

    private static Optional<Waiting> waiting(Draft draft) {
        return switch (draft.state()) {
            case PLANNING -> planning(draft);
            case DEPLOYING, VALIDATING, ROLLING_BACK -> working(draft);
            case COMPLETED, FAILED, ROLLED_BACK, CANCELLED, SKIPPED -> Optional.empty();
        };
    }

    private static Optional<Waiting> planning(Draft draft) {
        if (draft.ending()) {
            return Optional.empty();
        }
        if (draft.paused()) {
            return why(WaitingFor.PAUSE);
        }
        if (draft.attempts > 0 && !draft.due()) {
            return Optional.of(new Waiting(WaitingFor.RETRY_BACKOFF, draft.notBefore));
        }
        if (draft.planning.judgedAt().isEmpty()
                || draft.running.filter(Command.Judge.class::isInstance).isPresent()) {
            return Optional.empty();
        }
        if (!draft.planning.outstanding().isEmpty()) {
            return why(WaitingFor.APPROVAL);
        }
        return draft.planning.slot()
                ? Optional.of(new Waiting(WaitingFor.LOCK, next(draft.rows())))
                : Optional.of(new Waiting(WaitingFor.SLOT, draft.notBefore));
    }

    private static Optional<Waiting> working(Draft draft) {
        List<ClusterRow> waiting = draft.rows(row -> !row.settled() && row.idle() && !draft.due(row));
        List<ClusterRow> again =
                waiting.stream().filter(row -> row.work().attempts() > 0).toList();
        if (draft.paused() && !draft.anyRunning()) {
            return why(WaitingFor.PAUSE);
        }
        if (!again.isEmpty()) {
            boolean lock = again.stream().anyMatch(row -> !row.leased());
            return Optional.of(new Waiting(lock ? WaitingFor.LOCK : WaitingFor.RETRY_BACKOFF, next(again)));
        }
        if (!waiting.isEmpty() || !draft.due()) {
            return Optional.of(
                    new Waiting(WaitingFor.EVALUATION_PERIOD, next(waiting).or(() -> draft.notBefore)));
        }
        List<ClusterRow> open = draft.rows(row -> !row.settled());
        return draft.state() == State.VALIDATING && open.stream().allMatch(row -> row.step() == Step.GATE)
                ? why(WaitingFor.MANUAL_SWITCH)
                : Optional.empty();
    }

    private static Optional<Waiting> why(WaitingFor reason) {
        return Optional.of(new Waiting(reason, Optional.empty()));
    }

    private static Optional<Instant> next(List<ClusterRow> rows) {
        return rows.stream().flatMap(row -> row.work().notBefore().stream()).min(Comparator.naturalOrder());
    }
}
