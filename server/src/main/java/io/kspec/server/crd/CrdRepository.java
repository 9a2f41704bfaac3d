package io.kspec.server.crd;

import static io.kspec.server.crd.CrdTables.APPROVAL;
import static io.kspec.server.crd.CrdTables.APPROVED_AT;
import static io.kspec.server.crd.CrdTables.APPROVED_BY;
import static io.kspec.server.crd.CrdTables.CRDS;
import static io.kspec.server.crd.CrdTables.CREATED_AT;
import static io.kspec.server.crd.CrdTables.DEPRECATED_AT;
import static io.kspec.server.crd.CrdTables.DIGEST;
import static io.kspec.server.crd.CrdTables.GROUP;
import static io.kspec.server.crd.CrdTables.GUIDE;
import static io.kspec.server.crd.CrdTables.ID;
import static io.kspec.server.crd.CrdTables.NAME;
import static io.kspec.server.crd.CrdTables.OPERATOR;
import static io.kspec.server.crd.CrdTables.OPERATOR_VERSION;
import static io.kspec.server.crd.CrdTables.REASON;
import static io.kspec.server.crd.CrdTables.SCHEMA;
import static io.kspec.server.crd.CrdTables.SCHEMA_VERSION;
import static io.kspec.server.crd.CrdTables.SCOPE;
import static io.kspec.server.crd.CrdTables.STATUS;
import static io.kspec.server.crd.CrdTables.VERSIONS;

import com.fasterxml.jackson.core.type.TypeReference;
import io.kspec.server.crd.StoredCrd.Approval;
import io.kspec.server.crd.StoredCrd.Named;
import io.kspec.server.crd.StoredCrd.Standing;
import io.kspec.server.crd.StoredCrd.Status;
import io.kspec.server.database.JsonColumns;
import io.kspec.server.web.Page;
import io.kspec.server.web.Slice;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The table `crds`. Every method works in the transaction it is given.
@Singleton
final class CrdRepository {
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    /// Whether it was added; not when that version of the operator brings one of that name already.
    boolean add(DSLContext transaction, StoredCrd crd) {
        return transaction
                        .insertInto(CRDS)
                        .set(ID, crd.id())
                        .set(NAME, crd.named().name())
                        .set(OPERATOR, crd.named().operatorName())
                        .set(OPERATOR_VERSION, crd.named().operatorVersion())
                        .set(GROUP, crd.named().group())
                        .set(VERSIONS, JsonColumns.of(crd.versions()))
                        .set(SCOPE, crd.named().scope())
                        .set(SCHEMA, crd.schema())
                        .set(SCHEMA_VERSION, crd.schemaVersion())
                        .set(DIGEST, crd.digest())
                        .set(STATUS, crd.standing().status().name())
                        .set(APPROVAL, crd.standing().approval().name())
                        .set(CREATED_AT, at(crd.standing().createdAt()))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /// All versions of a definition, in no order.
    List<StoredCrd> named(DSLContext transaction, String name) {
        return transaction.select().from(CRDS).where(NAME.eq(name)).fetch(CrdRepository::read);
    }

    /// Names of the definitions of an operator's version that somebody consented to.
    List<String> approved(DSLContext transaction, String operator, String version) {
        return transaction
                .select(NAME)
                .from(CRDS)
                .where(OPERATOR.eq(operator)
                        .and(OPERATOR_VERSION.eq(version))
                        .and(APPROVAL.eq(Approval.Approved.name())))
                .fetch(NAME);
    }

    int countOf(DSLContext transaction, String operator, String version) {
        return transaction.fetchCount(CRDS, OPERATOR.eq(operator).and(OPERATOR_VERSION.eq(version)));
    }

    Slice<StoredCrd> page(DSLContext transaction, Optional<String> operator, Optional<Status> status, Page page) {
        Condition condition = DSL.and(
                operator.map(OPERATOR::eq).orElse(DSL.noCondition()),
                status.map(Status::name).map(STATUS::eq).orElse(DSL.noCondition()));
        List<StoredCrd> found = transaction
                .select()
                .from(CRDS)
                .where(condition)
                .orderBy(NAME, OPERATOR, CREATED_AT.desc(), ID)
                .limit(page.limit())
                .offset(page.offset())
                .fetch(CrdRepository::read);
        return new Slice<>(found, transaction.fetchCount(CRDS, condition), page);
    }

    void approve(DSLContext transaction, UUID id, String by, Instant now) {
        transaction
                .update(CRDS)
                .set(APPROVAL, Approval.Approved.name())
                .set(APPROVED_BY, by)
                .set(APPROVED_AT, at(now))
                .where(ID.eq(id))
                .execute();
    }

    void deprecate(DSLContext transaction, String name, String reason, String guide, Instant now) {
        transaction
                .update(CRDS)
                .set(STATUS, Status.Deprecated.name())
                .set(DEPRECATED_AT, at(now))
                .set(REASON, reason)
                .set(GUIDE, guide)
                .where(NAME.eq(name).and(STATUS.eq(Status.Active.name())))
                .execute();
    }

    private static StoredCrd read(Record row) {
        return new StoredCrd(
                row.get(ID),
                new Named(row.get(NAME), row.get(GROUP), row.get(SCOPE), row.get(OPERATOR), row.get(OPERATOR_VERSION)),
                JsonColumns.read(row.get(VERSIONS), WORDS),
                row.get(SCHEMA),
                row.get(SCHEMA_VERSION),
                row.get(DIGEST),
                new Standing(
                        Status.valueOf(row.get(STATUS)),
                        Approval.valueOf(row.get(APPROVAL)),
                        Optional.ofNullable(row.get(APPROVED_BY)),
                        Optional.ofNullable(row.get(APPROVED_AT)).map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.get(DEPRECATED_AT)).map(OffsetDateTime::toInstant),
                        row.get(REASON),
                        row.get(GUIDE),
                        row.get(CREATED_AT).toInstant()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
