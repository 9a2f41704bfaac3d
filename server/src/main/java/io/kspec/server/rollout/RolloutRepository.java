package io.kspec.server.rollout;

import static io.kspec.server.rollout.RolloutTables.ACTOR;
import static io.kspec.server.rollout.RolloutTables.AT;
import static io.kspec.server.rollout.RolloutTables.CAUSE;
import static io.kspec.server.rollout.RolloutTables.CHANGED;
import static io.kspec.server.rollout.RolloutTables.CLUSTER;
import static io.kspec.server.rollout.RolloutTables.CLUSTERS;
import static io.kspec.server.rollout.RolloutTables.COMPLETED_AT;
import static io.kspec.server.rollout.RolloutTables.ESTIMATED_AT;
import static io.kspec.server.rollout.RolloutTables.FROM_STATE;
import static io.kspec.server.rollout.RolloutTables.HELM_VALUES;
import static io.kspec.server.rollout.RolloutTables.ID;
import static io.kspec.server.rollout.RolloutTables.MACHINE;
import static io.kspec.server.rollout.RolloutTables.NUMBER;
import static io.kspec.server.rollout.RolloutTables.OPERATOR;
import static io.kspec.server.rollout.RolloutTables.POSITION;
import static io.kspec.server.rollout.RolloutTables.PREVIOUS_VERSION;
import static io.kspec.server.rollout.RolloutTables.REQUESTED_AT;
import static io.kspec.server.rollout.RolloutTables.REQUESTED_BY;
import static io.kspec.server.rollout.RolloutTables.REQUESTER_EMAIL;
import static io.kspec.server.rollout.RolloutTables.REQUESTER_ID;
import static io.kspec.server.rollout.RolloutTables.REQUIRES_CONSENT;
import static io.kspec.server.rollout.RolloutTables.ROLLOUT;
import static io.kspec.server.rollout.RolloutTables.ROLLOUTS;
import static io.kspec.server.rollout.RolloutTables.SCHEMA;
import static io.kspec.server.rollout.RolloutTables.STATE;
import static io.kspec.server.rollout.RolloutTables.STEP;
import static io.kspec.server.rollout.RolloutTables.STRATEGY;
import static io.kspec.server.rollout.RolloutTables.SUPERSEDED;
import static io.kspec.server.rollout.RolloutTables.TARGET_VERSION;
import static io.kspec.server.rollout.RolloutTables.TO_STATE;
import static io.kspec.server.rollout.RolloutTables.TRACE_PARENT;
import static io.kspec.server.rollout.RolloutTables.TRANSITIONS;
import static io.kspec.server.rollout.RolloutTables.TRIGGER;
import static io.kspec.server.rollout.RolloutTables.WAVE;
import static io.kspec.server.rollout.RolloutTables.instant;
import static io.kspec.server.rollout.RolloutTables.utc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Decision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.server.audit.Actor;
import io.kspec.server.database.JsonColumns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// A rollout's state, its clusters and its history.
@Singleton
final class RolloutRepository {
    /// What was asked for beside what the machine knows.
    ///
    /// @param requester who wants it, and may not consent to it
    /// @param previousVersion of the clusters before; empty on a first installation
    /// @param estimatedAt when it ends when all goes well
    /// @param sealedValues Helm values, as [SealedValues] seals them
    /// @param requiresConsent whether the requester asked that somebody else looks at it
    /// @param traceParent W3C context of the request
    record Request(
            Actor requester,
            Optional<String> previousVersion,
            Instant estimatedAt,
            JsonNode sealedValues,
            boolean requiresConsent,
            Optional<String> traceParent) {}

    /// A rollout as it is stored.
    sealed interface Stored {
        /// In a form this server knows.
        ///
        /// @param number in the order of acceptance
        record Known(Rollout rollout, long number, Request request) implements Stored {}

        /// Written by a newer server in a form this one does not know: hands off.
        record Newer(int schema) implements Stored {}

        record Absent() implements Stored {}
    }

    /// Stores a new one as its first decision makes it.
    void insert(DSLContext transaction, Decision first, Request request) {
        Rollout rollout = first.next();
        Rollout.Order order = rollout.order();
        transaction
                .insertInto(ROLLOUTS)
                .set(ID, UUID.fromString(rollout.id()))
                .set(SCHEMA, rollout.schema())
                .set(MACHINE, JsonColumns.of(rollout))
                .set(OPERATOR, order.operator())
                .set(TARGET_VERSION, order.version())
                .set(PREVIOUS_VERSION, request.previousVersion().orElse(null))
                .set(STRATEGY, order.strategy().word())
                .set(STATE, rollout.state().word())
                .set(REQUESTED_BY, order.requestedBy())
                .set(REQUESTER_ID, request.requester().id())
                .set(REQUESTER_EMAIL, request.requester().email().orElse(null))
                .set(REQUESTED_AT, utc(order.requestedAt()))
                .set(ESTIMATED_AT, utc(request.estimatedAt()))
                .set(HELM_VALUES, JsonColumns.of(request.sealedValues()))
                .set(REQUIRES_CONSENT, request.requiresConsent())
                .set(TRACE_PARENT, request.traceParent().orElse(null))
                .execute();
        UUID id = UUID.fromString(rollout.id());
        insert(transaction, id, rollout.clusters());
        first.transitions().forEach(transition -> record(transaction, id, transition));
    }

    private static void insert(DSLContext transaction, UUID rollout, List<ClusterRow> rows) {
        var insert =
                transaction.insertInto(CLUSTERS, ROLLOUT, CLUSTER, POSITION, WAVE, STATE, STEP, CHANGED, SUPERSEDED);
        for (int position = 0; position < rows.size(); position++) {
            ClusterRow row = rows.get(position);
            insert = insert.values(
                    rollout,
                    row.cluster(),
                    position,
                    row.wave(),
                    row.state().word(),
                    row.step().name(),
                    row.release().changed(),
                    row.release().superseded());
        }
        insert.execute();
    }

    Stored read(DSLContext transaction, UUID id) {
        return transaction
                .select()
                .from(ROLLOUTS)
                .where(ID.eq(id))
                .fetchOptional()
                .map(RolloutRepository::stored)
                .orElse(new Stored.Absent());
    }

    /// As [#read]; the row stays locked until the transaction ends.
    Stored lock(DSLContext transaction, UUID id) {
        return transaction
                .select()
                .from(ROLLOUTS)
                .where(ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .map(RolloutRepository::stored)
                .orElse(new Stored.Absent());
    }

    static Stored stored(Record row) {
        int schema = row.get(SCHEMA);
        if (schema != Rollout.SCHEMA) {
            return new Stored.Newer(schema);
        }
        try {
            return new Stored.Known(
                    Json.mapper().readValue(row.get(MACHINE).data(), Rollout.class),
                    row.get(NUMBER),
                    new Request(
                            new Actor(
                                    row.get(REQUESTER_ID),
                                    row.get(REQUESTED_BY),
                                    Optional.ofNullable(row.get(REQUESTER_EMAIL))),
                            Optional.ofNullable(row.get(PREVIOUS_VERSION)),
                            instant(row.get(ESTIMATED_AT))
                                    .orElseGet(() -> row.get(REQUESTED_AT).toInstant()),
                            Json.mapper().readTree(row.get(HELM_VALUES).data()),
                            row.get(REQUIRES_CONSENT),
                            Optional.ofNullable(row.get(TRACE_PARENT))));
        } catch (JsonProcessingException torn) {
            throw new IllegalStateException(
                    "rollout %s is stored in a form nobody writes".formatted(row.get(ID)), torn);
        }
    }

    /// Stores what a decision made of a rollout: its state, the rows of clusters that changed, and its history.
    void store(DSLContext transaction, Rollout before, Decision decision) {
        Rollout next = decision.next();
        UUID id = UUID.fromString(next.id());
        transaction
                .update(ROLLOUTS)
                .set(MACHINE, JsonColumns.of(next))
                .set(STATE, next.state().word())
                .set(
                        COMPLETED_AT,
                        next.clockwork().completedAt().map(RolloutTables::utc).orElse(null))
                .where(ID.eq(id))
                .execute();
        for (ClusterRow row : next.clusters()) {
            if (!before.row(row.cluster()).equals(Optional.of(row))) {
                update(transaction, id, row);
            }
        }
        decision.transitions().forEach(transition -> record(transaction, id, transition));
    }

    private static void update(DSLContext transaction, UUID id, ClusterRow row) {
        transaction
                .update(CLUSTERS)
                .set(WAVE, row.wave())
                .set(STATE, row.state().word())
                .set(STEP, row.step().name())
                .set(CHANGED, row.release().changed())
                .set(SUPERSEDED, row.release().superseded())
                .where(ROLLOUT.eq(id).and(CLUSTER.eq(row.cluster())))
                .execute();
    }

    private static void record(DSLContext transaction, UUID id, Transition transition) {
        transaction
                .insertInto(TRANSITIONS)
                .set(ROLLOUT, id)
                .set(CLUSTER, transition.cluster().orElse(null))
                .set(FROM_STATE, transition.from().map(State::word).orElse(null))
                .set(TO_STATE, transition.to().word())
                .set(TRIGGER, transition.trigger().name())
                .set(CAUSE, transition.cause())
                .set(ACTOR, transition.actor())
                .set(AT, utc(transition.at()))
                .execute();
    }

    /// A rollout that is not over, on one of its clusters.
    record UnderWay(UUID id, String cluster) {}

    /// Those of the operator that touch any of the clusters. Only one at a time is told, until the transaction ends.
    List<UnderWay> underWay(DSLContext transaction, String operator, List<String> clusters) {
        transaction.execute("select pg_advisory_xact_lock(hashtextextended({0}, 200))", DSL.val(operator));
        return transaction
                .select(ID, CLUSTER)
                .from(ROLLOUTS)
                .join(CLUSTERS)
                .on(ID.eq(ROLLOUT))
                .where(OPERATOR.eq(operator))
                .and(CLUSTER.in(clusters))
                .and(ROLLOUTS_UNDER_WAY)
                .orderBy(NUMBER, POSITION)
                .fetch(row -> new UnderWay(row.get(ID), row.get(CLUSTER)));
    }

    /// W3C context of the request that began it.
    Optional<String> traceParent(DSLContext transaction, UUID id) {
        return transaction.select(TRACE_PARENT).from(ROLLOUTS).where(ID.eq(id)).fetchOptional(TRACE_PARENT);
    }

    /// How many are not over.
    int active(DSLContext transaction) {
        return transaction.fetchCount(ROLLOUTS, ROLLOUTS_UNDER_WAY);
    }

    /// Older rollouts of the operator that changed the cluster, or still may.
    List<UUID> olderOn(DSLContext transaction, String operator, String cluster, long number) {
        return transaction
                .select(ID)
                .from(ROLLOUTS)
                .join(CLUSTERS)
                .on(ID.eq(ROLLOUT))
                .where(OPERATOR.eq(operator))
                .and(CLUSTER.eq(cluster))
                .and(NUMBER.lt(number))
                .and(SUPERSEDED.isFalse())
                .and(CHANGED.isTrue().or(ROLLOUTS_UNDER_WAY))
                .fetch(ID);
    }

    private static final Condition ROLLOUTS_UNDER_WAY =
            DSL.condition("rollouts.state in ('Planning', 'Deploying', 'Validating', 'RollingBack')");

    /// The rollout that the cluster owes its state to, while it is watched: the newest that changed it, under way or
    /// completed after `since`.
    Optional<UUID> watching(DSLContext transaction, String operator, String cluster, Instant since) {
        return transaction
                .select(ID)
                .from(ROLLOUTS)
                .join(CLUSTERS)
                .on(ID.eq(ROLLOUT))
                .where(OPERATOR.eq(operator))
                .and(CLUSTER.eq(cluster))
                .and(CHANGED.isTrue())
                .and(SUPERSEDED.isFalse())
                .and(ROLLOUTS_UNDER_WAY
                        .or("rollouts.state = 'Completed'")
                        .and(COMPLETED_AT.isNull().or(COMPLETED_AT.gt(utc(since)))))
                .orderBy(NUMBER.desc())
                .limit(1)
                .fetchOptional(ID);
    }
}
