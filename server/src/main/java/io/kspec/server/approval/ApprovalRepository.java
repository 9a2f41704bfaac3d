package io.kspec.server.approval;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import io.kspec.lifecycle.approval.Approval;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.approval.ApprovalState;
import io.kspec.server.approval.ApprovalFilter.View;
import io.kspec.server.web.Page;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.Table;

/// Requests and consents. A method that locks keeps the rows until the transaction ends.
@Singleton
final class ApprovalRepository {
    private static final Table<Record> APPROVAL = table("approval");
    private static final Table<Record> VOTE = table("approval_vote");
    private static final Field<OffsetDateTime> NOW = field("clock_timestamp()", OffsetDateTime.class);

    /// As [#NOW], but once for a statement, so that an index serves it.
    private static final Field<OffsetDateTime> BEGUN = field("statement_timestamp()", OffsetDateTime.class);

    /// The database's time: the same for all replicas. Ask it after locking, so that waiting counts.
    Instant now(DSLContext transaction) {
        return transaction.select(NOW).fetchSingle().value1().toInstant();
    }

    void add(DSLContext transaction, Request request) {
        Approval approval = request.approval();
        Ask.What what = request.what();
        transaction
                .insertInto(APPROVAL)
                .set(ApprovalRows.ID, request.id())
                .set(ApprovalRows.KIND, approval.need().approval().word())
                .set(ApprovalRows.DEPLOYMENT, request.deployment().orElse(null))
                .set(ApprovalRows.OPERATOR, what.operator())
                .set(ApprovalRows.FROM_VERSION, what.fromVersion().orElse(null))
                .set(ApprovalRows.TARGET_VERSION, what.targetVersion())
                .set(ApprovalRows.CLUSTERS, what.clusters().toArray(String[]::new))
                .set(ApprovalRows.CRD_NAMES, what.crdNames().toArray(String[]::new))
                .set(ApprovalRows.CRD_CHANGES, what.crdChanges().toArray(String[]::new))
                .set(ApprovalRows.ENVIRONMENT, approval.need().environment().word())
                .set(ApprovalRows.QUORUM, approval.need().quorum())
                .set(ApprovalRows.REASON, approval.need().reason())
                .set(ApprovalRows.DIGEST, approval.digest())
                .set(ApprovalRows.REQUESTER_ID, request.requester().id())
                .set(ApprovalRows.REQUESTER_NAME, request.requester().name())
                .set(ApprovalRows.REQUESTER_EMAIL, request.requester().email().orElse(null))
                .set(ApprovalRows.CREATED, utc(request.createdAt()))
                .set(ApprovalRows.EXPIRES, utc(approval.expiresAt()))
                .set(ApprovalRows.STATE, ApprovalRows.word(approval.state()))
                .execute();
    }

    /// Stores what was decided about a request that was Pending and is locked.
    void store(DSLContext transaction, Request request) {
        Approval approval = request.approval();
        for (Approval.Vote vote : approval.votes()) {
            transaction
                    .insertInto(VOTE)
                    .set(ApprovalRows.VOTED, request.id())
                    .set(ApprovalRows.PERSON, vote.by())
                    .set(ApprovalRows.PERSON_NAME, request.name(vote.by()))
                    .set(ApprovalRows.AT, utc(vote.at()))
                    .set(ApprovalRows.NOTES, vote.notes())
                    .onConflictDoNothing()
                    .execute();
        }
        approval.ended().ifPresent(end -> transaction
                .update(APPROVAL)
                .set(ApprovalRows.STATE, ApprovalRows.word(approval.state()))
                .set(ApprovalRows.ENDED_BY, end.by())
                .set(ApprovalRows.ENDED_BY_NAME, request.name(end.by()))
                .set(ApprovalRows.ENDED, utc(end.at()))
                .set(ApprovalRows.ENDED_REASON, end.reason())
                .where(ApprovalRows.ID.eq(request.id()))
                .execute());
    }

    Optional<Request> find(DSLContext transaction, UUID id) {
        return requests(
                        transaction,
                        transaction
                                .selectFrom(APPROVAL)
                                .where(ApprovalRows.ID.eq(id))
                                .fetch())
                .stream()
                .findFirst();
    }

    Optional<Request> lock(DSLContext transaction, UUID id) {
        return locked(transaction, ApprovalRows.ID.eq(id)).stream().findFirst();
    }

    /// The newest request of a deployment of one kind, locked.
    Optional<Request> lockNewest(DSLContext transaction, UUID deployment, ApprovalKind kind) {
        return requests(
                        transaction,
                        transaction
                                .selectFrom(APPROVAL)
                                .where(ApprovalRows.DEPLOYMENT.eq(deployment))
                                .and(ApprovalRows.KIND.eq(kind.word()))
                                .orderBy(ApprovalRows.CREATED.desc())
                                .limit(1)
                                .forUpdate()
                                .fetch())
                .stream()
                .findFirst();
    }

    /// The Pending requests of a deployment, locked in the order of their ids.
    List<Request> lockPending(DSLContext transaction, UUID deployment) {
        return locked(transaction, pending().and(ApprovalRows.DEPLOYMENT.eq(deployment)));
    }

    /// The Pending requests about breaking definitions of an operator's version, locked in the order of their ids.
    List<Request> lockBreaking(DSLContext transaction, String operator, String version) {
        return locked(
                transaction,
                pending()
                        .and(ApprovalRows.KIND.eq(ApprovalKind.BREAKING_CRD_CHANGE.word()))
                        .and(ApprovalRows.OPERATOR.eq(operator))
                        .and(ApprovalRows.TARGET_VERSION.eq(version)));
    }

    /// A Pending request whose time is over and that nobody else holds, locked.
    Optional<Request> lockDue(DSLContext transaction, int skipped) {
        return requests(
                        transaction,
                        transaction
                                .selectFrom(APPROVAL)
                                .where(pending())
                                .and(ApprovalRows.EXPIRES.le(BEGUN))
                                .orderBy(ApprovalRows.EXPIRES)
                                .limit(1)
                                .offset(skipped)
                                .forUpdate()
                                .skipLocked()
                                .fetch())
                .stream()
                .findFirst();
    }

    private static List<Request> locked(DSLContext transaction, Condition which) {
        return requests(
                transaction,
                transaction
                        .selectFrom(APPROVAL)
                        .where(which)
                        .orderBy(ApprovalRows.ID)
                        .forUpdate()
                        .fetch());
    }

    /// All requests of a deployment, oldest first.
    List<Request> of(DSLContext transaction, UUID deployment) {
        return requests(
                transaction,
                transaction
                        .selectFrom(APPROVAL)
                        .where(ApprovalRows.DEPLOYMENT.eq(deployment))
                        .orderBy(ApprovalRows.CREATED, ApprovalRows.ID)
                        .fetch());
    }

    /// Newest first.
    List<Request> list(DSLContext transaction, ApprovalFilter filter, Page page) {
        return requests(
                transaction,
                transaction
                        .selectFrom(APPROVAL)
                        .where(where(filter))
                        .orderBy(ApprovalRows.CREATED.desc(), ApprovalRows.ID)
                        .limit(page.limit())
                        .offset(page.offset())
                        .fetch());
    }

    long count(DSLContext transaction, ApprovalFilter filter) {
        return transaction.fetchCount(transaction.selectFrom(APPROVAL).where(where(filter)));
    }

    int removeEndedBefore(DSLContext transaction, Instant time) {
        return transaction
                .deleteFrom(APPROVAL)
                .where(ApprovalRows.ENDED.lt(utc(time)))
                .execute();
    }

    private static List<Request> requests(DSLContext transaction, Result<Record> rows) {
        List<UUID> ids = rows.map(row -> row.get(ApprovalRows.ID));
        List<ApprovalRows.Voted> votes = ids.isEmpty()
                ? List.of()
                : transaction
                        .selectFrom(VOTE)
                        .where(ApprovalRows.VOTED.in(ids))
                        .orderBy(ApprovalRows.AT)
                        .fetch(ApprovalRows::voted);
        return rows.map(row -> ApprovalRows.request(row, votes));
    }

    private static Condition pending() {
        return ApprovalRows.STATE.eq(ApprovalRows.word(ApprovalState.PENDING));
    }

    private static Condition where(ApprovalFilter filter) {
        Condition all = ApprovalRows.STATE.eq(ApprovalRows.word(filter.state()));
        return all.and(filter.kind()
                        .map(kind -> ApprovalRows.KIND.eq(kind.word()))
                        .orElse(noCondition()))
                .and(filter.environment()
                        .map(environment -> ApprovalRows.ENVIRONMENT.eq(environment.word()))
                        .orElse(noCondition()))
                .and(filter.deployment().map(ApprovalRows.DEPLOYMENT::eq).orElse(noCondition()))
                .and(seen(filter.view()));
    }

    private static Condition seen(View view) {
        return switch (view) {
            case View.All() -> noCondition();
            case View.Some(String requester, var environments) ->
                ApprovalRows.REQUESTER_ID
                        .eq(requester)
                        .or(ApprovalRows.ENVIRONMENT.in(environments.stream()
                                .map(environment -> environment.word())
                                .toList()));
        };
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
