package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.server.health.HealthListener;
import io.kspec.server.health.OperatorCheck;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jooq.DSLContext;

/// Leaves every check of an operator with the rollout that is answerable for it.
@Singleton
final class WatchedHealth implements HealthListener {
    private final RolloutRepository rollouts;
    private final InboxRepository inbox;
    private final DatabaseTime time;
    private final RolloutSettings settings;

    @Inject
    WatchedHealth(RolloutRepository rollouts, InboxRepository inbox, DatabaseTime time, RolloutSettings settings) {
        this.rollouts = rollouts;
        this.inbox = inbox;
        this.time = time;
        this.settings = settings;
    }

    @Override
    public void checked(DSLContext transaction, OperatorCheck check) {
        var now = time.now(transaction);
        rollouts.watching(transaction, check.operator(), check.clusterName(), now.minus(settings.watchWindow()))
                .ifPresent(rollout -> {
                    link(transaction, rollout);
                    inbox.leave(
                            transaction,
                            rollout,
                            new Event.HealthObserved(
                                    check.clusterName(), check.at().toEpochMilli(), check.reading()),
                            now);
                });
    }

    /// From the check's span to the deployment's.
    private void link(DSLContext transaction, UUID rollout) {
        RolloutTrace trace = RolloutTrace.of(rollout.toString(), rollouts.traceParent(transaction, rollout));
        Span.current().addLink(Span.fromContext(trace.below(trace.deployId())).getSpanContext());
    }
}
