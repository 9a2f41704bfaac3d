package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Decision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.server.rollout.EventRepository.Telling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a decision means to somebody who watches. Pure.
final class Tellings {
    private Tellings() {}

    /// The rollout, or one of its clusters, changed its state.
    record Changed(
            Optional<String> clusterName,
            Optional<State> from,
            State status,
            String cause,
            String actor,
            Instant at,
            boolean terminal) {}

    /// A cluster came further.
    record Progress(
            String clusterName, int wave, State status, String step, int attempts, Optional<String> errorMessage) {}

    /// It waits for something else than before.
    record Waits(Optional<String> waitingFor, Optional<Instant> waitingUntil) {}

    /// Somebody paused, resumed or cancelled it, or asked for the switch.
    record Flagged(boolean paused, boolean cancelRequested, boolean switchRequested) {}

    static List<Telling> of(Rollout before, Decision decision) {
        Rollout next = decision.next();
        List<Telling> told = new ArrayList<>();
        if (!before.flags().equals(next.flags())) {
            told.add(new Telling(
                    "flags",
                    new Flagged(
                            next.flags().pausedBy().isPresent(),
                            next.flags().cancelRequested(),
                            next.flags().switchRequestedBy().isPresent())));
        }
        for (ClusterRow row : next.clusters()) {
            if (before.row(row.cluster()).filter(old -> same(old, row)).isEmpty()) {
                told.add(new Telling("progress", progress(row)));
            }
        }
        Optional<Rollout.Waiting> waiting = next.clockwork().waiting();
        if (!before.clockwork().waiting().equals(waiting)) {
            told.add(new Telling(
                    "waiting",
                    new Waits(
                            waiting.map(reason -> Words.of(reason.reason())),
                            waiting.flatMap(Rollout.Waiting::until))));
        }
        // Last, so that a watcher who stops at a terminal state has heard everything.
        decision.transitions().forEach(transition -> told.add(new Telling("transition", changed(transition))));
        return told;
    }

    private static boolean same(ClusterRow old, ClusterRow row) {
        return old.step() == row.step()
                && old.state() == row.state()
                && old.wave() == row.wave()
                && old.work().attempts() == row.work().attempts()
                && old.error().equals(row.error());
    }

    private static Progress progress(ClusterRow row) {
        return new Progress(
                row.cluster(),
                row.wave(),
                row.state(),
                row.step().name(),
                row.work().attempts(),
                row.error());
    }

    private static Changed changed(Transition transition) {
        return new Changed(
                transition.cluster(),
                transition.from(),
                transition.to(),
                transition.cause(),
                transition.actor(),
                transition.at(),
                transition.cluster().isEmpty() && transition.to().terminal());
    }
}
