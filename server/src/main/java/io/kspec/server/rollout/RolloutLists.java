package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.ACTOR;
import static io.kspec.server.rollout.RolloutTables.AT;
import static io.kspec.server.rollout.RolloutTables.CAUSE;
import static io.kspec.server.rollout.RolloutTables.CLUSTER;
import static io.kspec.server.rollout.RolloutTables.ENTRY;
import static io.kspec.server.rollout.RolloutTables.FROM_STATE;
import static io.kspec.server.rollout.RolloutTables.NUMBER;
import static io.kspec.server.rollout.RolloutTables.OPERATOR;
import static io.kspec.server.rollout.RolloutTables.REQUESTED_BY;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.ROLLOUTS;
import static io.kspec.server.rollout.RolloutTables.STATE;
import static io.kspec.server.rollout.RolloutTables.STRATEGY;
import static io.kspec.server.rollout.RolloutTables.TO_STATE;
import static io.kspec.server.rollout.RolloutTables.TRANSITIONS;
import static io.kspec.server.rollout.RolloutTables.TRIGGER;

import io.kspec.server.rollout.RolloutRepository.Stored;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Rollouts as people look for them.
@Singleton
final class RolloutLists {
    /// Which rollouts a list shows; empty shows all.
    record Filter(
            Optional<String> operator,
            Optional<String> state,
            Optional<String> requestedBy,
            Optional<String> strategy) {
        Condition condition() {
            return DSL.and(
                    operator.map(OPERATOR::eq).orElseGet(DSL::noCondition),
                    state.map(STATE::eq).orElseGet(DSL::noCondition),
                    requestedBy.map(REQUESTED_BY::eq).orElseGet(DSL::noCondition),
                    strategy.map(STRATEGY::eq).orElseGet(DSL::noCondition));
        }
    }

    int count(DSLContext transaction, Filter filter) {
        return transaction.fetchCount(ROLLOUTS, filter.condition());
    }

    /// The newest first; those of a newer server are left out.
    List<Stored.Known> page(DSLContext transaction, Filter filter, int limit, int offset) {
        return transaction
                .select()
                .from(ROLLOUTS)
                .where(filter.condition())
                .orderBy(NUMBER.desc())
                .limit(limit)
                .offset(offset)
                .fetch(RolloutRepository::stored)
                .stream()
                .filter(Stored.Known.class::isInstance)
                .map(Stored.Known.class::cast)
                .toList();
    }

    /// The rollout's own changes of state, the oldest first.
    List<DeploymentAnswers.Moved> moved(DSLContext transaction, UUID id) {
        return transaction
                .select()
                .from(TRANSITIONS)
                .where(ROLLOUT.eq(id))
                .and(CLUSTER.isNull())
                .orderBy(ENTRY)
                .fetch(row -> new DeploymentAnswers.Moved(
                        Optional.ofNullable(row.get(FROM_STATE)),
                        row.get(TO_STATE),
                        row.get(TRIGGER),
                        row.get(CAUSE),
                        row.get(ACTOR),
                        row.get(AT).toInstant()));
    }
}
