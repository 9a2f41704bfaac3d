package io.kspec.server.rollout;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.Event.ApprovalDecided.Outcome;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.server.approval.ApprovalListener;
import io.kspec.server.approval.Approvals;
import io.kspec.server.approval.Ask;
import io.kspec.server.approval.Request;
import io.kspec.server.audit.Actor;
import io.kspec.server.rollout.RolloutRepository.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/// Asks through approvals, and leaves what was decided in the rollout's inbox.
@Singleton
final class AskedApprovals implements Consents, ApprovalListener {
    private final Provider<Approvals> approvals;
    private final RolloutRepository rollouts;
    private final InboxRepository inbox;
    private final DatabaseTime time;

    @Inject
    AskedApprovals(
            Provider<Approvals> approvals, RolloutRepository rollouts, InboxRepository inbox, DatabaseTime time) {
        this.approvals = approvals;
        this.rollouts = rollouts;
        this.inbox = inbox;
        this.time = time;
    }

    @Override
    public void ask(DSLContext transaction, Rollout rollout, ApprovalKind kind, String digest) {
        UUID id = UUID.fromString(rollout.id());
        if (!(rollouts.read(transaction, id) instanceof Stored.Known known)) {
            return;
        }
        Environment highest = rollout.clusters().stream()
                .map(ClusterRow::environment)
                .max(Comparator.naturalOrder())
                .orElse(Environment.PRODUCTION);
        Ask.What what = new Ask.What(
                rollout.order().operator(),
                known.request().previousVersion(),
                rollout.order().version(),
                DeploymentViews.names(rollout),
                rollout.planning().breaking(),
                rollout.planning().warnings());
        approvals
                .get()
                .ask(
                        transaction,
                        new Ask(
                                approvals.get().need(kind, highest),
                                Optional.of(id),
                                known.request().requester(),
                                digest,
                                what));
    }

    @Override
    public void withdraw(DSLContext transaction, Rollout rollout, String reason) {
        approvals.get().withdraw(transaction, UUID.fromString(rollout.id()), Actor.SERVER, reason);
    }

    @Override
    public void decided(DSLContext transaction, Request request) {
        Optional<Outcome> outcome = outcome(request.state());
        if (request.deployment().isEmpty() || outcome.isEmpty()) {
            return;
        }
        Approval approval = request.approval();
        Event event = new Event.ApprovalDecided(
                approval.need().approval(),
                approval.digest(),
                outcome.get(),
                approval.ended().map(Approval.Ended::by).map(request::name).orElse("kspec"),
                approval.ended().map(Approval.Ended::reason).orElse(""));
        inbox.leave(transaction, request.deployment().get(), event, time.now(transaction));
    }

    private static Optional<Outcome> outcome(ApprovalState state) {
        return switch (state) {
            case APPROVED -> Optional.of(Outcome.APPROVED);
            case REJECTED -> Optional.of(Outcome.REJECTED);
            case EXPIRED -> Optional.of(Outcome.EXPIRED);
            case PENDING, CANCELLED -> Optional.empty();
        };
    }

    /// What was asked for a rollout, oldest first.
    List<Request> of(DSLContext transaction, UUID rollout) {
        return approvals.get().of(transaction, rollout);
    }
}
