package io.kspec.lifecycle.rollout;

import io.kspec.lifecycle.rollout.ClusterRow.Last;
import io.kspec.lifecycle.strategy.Gate;
import io.kspec.lifecycle.strategy.Strategies;
import io.kspec.lifecycle.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Judges the health of a wave.
final class Gates {
    private static final Gate ONCE = new Gate(Duration.ZERO, Duration.ofSeconds(30), 1, true);
    private static final int TRIES_WITHOUT_RESULT = 3;

    private Gates() {}

    /// Which gate it is.
    enum Which {
        /// After the installation.
        INSTALLED,
        /// After traffic moved.
        SWITCHED
    }

    /// Judges a wave of which every cluster has made its checks.
    ///
    /// Where nothing was installed before there is no traffic to move: such a cluster waits for the others.
    ///
    /// @return whether anything moved; not when somebody must move traffic first
    static boolean judge(Draft draft, List<ClusterRow> wave, Optional<Gate> gate, Which which) {
        List<ClusterRow> blamed = gate.map(open -> blamed(wave, open)).orElse(List.of());
        if (!blamed.isEmpty()) {
            Failing.fail(draft, blamed, Trigger.HEALTH_FAILED, sentence(blamed, wave, gate.orElseThrow()));
            return true;
        }
        boolean moving = wave.stream().anyMatch(row -> row.release().colours().isPresent());
        if (which == Which.INSTALLED && moving && draft.order.strategy() instanceof Strategy.BlueGreen blueGreen) {
            boolean may =
                    blueGreen.autoSwitch() || draft.flags.switchRequestedBy().isPresent();
            if (may) {
                wave.forEach(row ->
                        draft.put(row.at(row.release().colours().isPresent() ? Step.SWITCH : Step.GATE_SWITCHED)));
            }
            return may;
        }
        wave.forEach(row -> complete(draft, row, Trigger.GATE_PASSED, "its gate passed"));
        if (draft.order.strategy() instanceof Strategy.Rolling rolling
                && draft.rows().stream().anyMatch(row -> !row.settled())) {
            draft.notBefore = Optional.of(draft.now.plus(rolling.pauseBetweenClusters()));
        }
        return true;
    }

    /// Ends a cluster's part well; the colour that lost its traffic is kept for a while.
    static void complete(Draft draft, ClusterRow row, Trigger trigger, String cause) {
        ClusterRow done = draft.settle(row, State.COMPLETED, trigger, cause);
        if (draft.order.strategy() instanceof Strategy.BlueGreen blueGreen
                && row.release().previous().isPresent()) {
            Instant end = draft.now.plus(blueGreen.retentionPeriod());
            done.release()
                    .colours()
                    .ifPresent(colours -> draft.tell(id -> new Command.RemoveColour(
                            id, row.cluster(), row.work().fence(), colours.active(), Optional.of(end))));
        }
    }

    private static List<ClusterRow> blamed(List<ClusterRow> wave, Gate gate) {
        if (gate.lastDecides()) {
            return wave.stream()
                    .filter(row -> row.checks().last() != Last.PASSED)
                    .toList();
        }
        List<ClusterRow> silent =
                wave.stream().filter(row -> row.checks().counts().known() == 0).toList();
        if (!silent.isEmpty()) {
            return silent;
        }
        return share(wave) < gate.threshold()
                ? wave.stream()
                        .filter(row -> row.checks().counts().failed() > 0)
                        .toList()
                : List.of();
    }

    private static double share(List<ClusterRow> wave) {
        int passed =
                wave.stream().mapToInt(row -> row.checks().counts().passed()).sum();
        int known = wave.stream().mapToInt(row -> row.checks().counts().known()).sum();
        return known == 0 ? 0 : (double) passed / known;
    }

    private static String sentence(List<ClusterRow> blamed, List<ClusterRow> wave, Gate gate) {
        return gate.lastDecides()
                ? "health was not good at the end of the period on %s".formatted(Failing.names(blamed))
                : "%.3f of the checks passed, %.3f are needed; failed on %s"
                        .formatted(share(wave), gate.threshold(), Failing.names(blamed));
    }

    /// The gate that counts for a cluster that is being checked; the end of a rollout asks for one look only.
    static Gate of(Draft draft, ClusterRow row) {
        Optional<Gate> gate = row.step() == Step.CHECK_SWITCHED
                ? Strategies.gateAfterSwitch(draft.order.strategy())
                : Strategies.gate(draft.order.strategy());
        return draft.ending() ? ONCE : gate.orElse(ONCE);
    }

    /// Decides what follows from one more check of a cluster in an open gate. `row` has counted it.
    static void checked(Draft draft, ClusterRow row) {
        Gate gate = of(draft, row);
        ClusterRow.Counts counts = row.checks().counts();
        Last last = row.checks().last();
        boolean over = counts.all() >= gate.checks();
        boolean result = last == Last.PASSED || last == Last.FAILED;
        if (!over) {
            draft.put(row.with(row.work().again(0, nextCheck(draft, row, gate, counts.all() + 1))));
        } else if (draft.ending() || result || (!gate.lastDecides() && counts.known() > 0)) {
            draft.put(row.at(row.step() == Step.CHECK ? Step.VERIFY : Step.VERIFY_SWITCHED));
        } else if (last == Last.UNKNOWN && counts.known() == 0 && row.work().attempts() >= TRIES_WITHOUT_RESULT) {
            Failing.fail(
                    draft,
                    List.of(row),
                    Trigger.HEALTH_FAILED,
                    "no check of %s gave a result although the cluster answers".formatted(row.cluster()));
        } else {
            // Nothing is known, so nothing is decided: neither passed nor rolled back.
            int tries = row.work().attempts() + 1;
            draft.put(row.with(row.work().again(tries, draft.later(tries)))
                    .because("%s gave no result; it is asked again".formatted(row.cluster())));
        }
    }

    /// On the grid of the period, but never sooner than half an interval from now: checks that were missed while
    /// nothing ran are not made up for in a rush.
    private static Instant nextCheck(Draft draft, ClusterRow row, Gate gate, int number) {
        Instant onGrid = row.checks().since().orElse(draft.now).plus(gate.due(number));
        Instant soonest = draft.now.plus(gate.interval().dividedBy(2));
        return onGrid.isBefore(soonest) ? soonest : onGrid;
    }
}
