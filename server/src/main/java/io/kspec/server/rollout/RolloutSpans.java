package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Decision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Step;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.server.database.Transactions;
import io.kspec.server.rollout.RolloutRepository.Stored;
import io.kspec.server.rollout.RolloutStore.Outcome;
import io.kspec.server.trace.LogFields;
import io.kspec.server.trace.Spans;
import io.kspec.server.trace.Spans.Told;
import io.opentelemetry.context.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Spans of rollouts: `operator.deploy`, `operator.rollback` and, for each cluster, `helm.install`. They last from
/// command to command and are told once, by the replica that decided about their end.
@Singleton
final class RolloutSpans {
    /// What ends the way forward, or the way back.
    private static final Set<State> ENDS =
            Set.of(State.COMPLETED, State.FAILED, State.CANCELLED, State.ROLLING_BACK, State.ROLLED_BACK);

    private final Transactions transactions;
    private final CommandRepository commands;

    @Inject
    RolloutSpans(Transactions transactions, CommandRepository commands) {
        this.transactions = transactions;
        this.commands = commands;
    }

    /// Does a command where its spans belong, and with its facts in log lines.
    static void within(Stored.Known known, Command command, Runnable act) {
        Rollout rollout = known.rollout();
        RolloutTrace trace = RolloutTrace.of(rollout.id(), known.request().traceParent());
        try (Scope _ = trace.of(rollout, command).makeCurrent()) {
            LogFields.with(RolloutTrace.about(rollout, command), act);
        }
    }

    /// Call it after the transaction was committed.
    void tell(Outcome outcome) {
        if (outcome instanceof Outcome.Decided(Rollout before, Decision decision, Optional<String> traceParent)) {
            RolloutTrace trace = RolloutTrace.of(before.id(), traceParent);
            if (trace.isSampled()) {
                decision.transitions().forEach(transition -> ended(trace, decision.next(), transition));
                decision.next().clusters().stream()
                        .filter(row -> hasInstalled(before.row(row.cluster()), row))
                        .forEach(row -> installed(trace, decision.next(), row));
            }
        }
    }

    private static boolean hasInstalled(Optional<ClusterRow> before, ClusterRow row) {
        return before.map(ClusterRow::step).equals(Optional.of(Step.INSTALL)) && row.step() != Step.INSTALL;
    }

    /// From the end of the export before it, which is when its first command was given.
    private void installed(RolloutTrace trace, Rollout rollout, ClusterRow row) {
        Optional<Instant> began = transactions.call(
                transaction -> commands.firstEnd(transaction, UUID.fromString(rollout.id()), row.cluster(), "Export"));
        Instant ended = rollout.clockwork().seen();
        Spans.tell(
                trace.below(trace.deployId()),
                new Told(
                        "helm.install",
                        trace.installId(row.cluster()),
                        RolloutTrace.about(rollout, row.cluster()),
                        began.orElse(ended),
                        ended,
                        row.error()));
    }

    private static void ended(RolloutTrace trace, Rollout rollout, Transition transition) {
        if (transition.cluster().isPresent() || !ENDS.contains(transition.to())) {
            return;
        }
        boolean wasGoingBack = transition.from().equals(Optional.of(State.ROLLING_BACK));
        Optional<String> failed = transition.to() == State.COMPLETED || transition.to() == State.ROLLED_BACK
                ? Optional.empty()
                : Optional.of(transition.to().word());
        if (wasGoingBack) {
            rollout.rollback()
                    .ifPresent(back -> Spans.tell(
                            trace.below(trace.deployId()),
                            new Told(
                                    "operator.rollback",
                                    trace.rollbackId(),
                                    RolloutTrace.about(rollout),
                                    back.startedAt(),
                                    transition.at(),
                                    failed)));
        } else if (transition.from().filter(State::terminal).isEmpty()) {
            Spans.tell(
                    trace.request(),
                    new Told(
                            "operator.deploy",
                            trace.deployId(),
                            RolloutTrace.about(rollout),
                            rollout.order().requestedAt(),
                            transition.at(),
                            failed));
        }
    }
}
