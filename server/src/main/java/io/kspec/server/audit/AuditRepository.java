package io.kspec.server.audit;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// Entries and the ends of their chain.
@Singleton
final class AuditRepository {
    private static final Table<Record> ENTRY = table("audit_entry");
    private static final Table<Record> CHAIN = table("audit_chain");
    private static final Field<Long> SEQUENCE = field("sequence", Long.class);
    private static final Field<UUID> ID = field("id", UUID.class);
    private static final Field<OffsetDateTime> AT = field("at", OffsetDateTime.class);
    private static final Field<byte[]> HASH = field("hash", byte[].class);
    private static final Field<Long> FIRST_SEQUENCE = field("first_sequence", Long.class);
    private static final Field<byte[]> FIRST_HASH = field("first_hash", byte[].class);
    private static final Field<Long> LAST_SEQUENCE = field("last_sequence", Long.class);
    private static final Field<byte[]> LAST_HASH = field("last_hash", byte[].class);
    private static final int FETCHED_AT_ONCE = 500;

    /// The last removed entry and the newest one; sequence 0 with an empty hash where there is none.
    record Chain(long firstSequence, String firstHash, long lastSequence, String lastHash) {}

    /// Waits until no other transaction appends.
    Chain lock(DSLContext transaction) {
        return chain(transaction.selectFrom(CHAIN).forUpdate().fetchSingle());
    }

    Chain chain(DSLContext transaction) {
        return chain(transaction.selectFrom(CHAIN).fetchSingle());
    }

    private static Chain chain(Record row) {
        return new Chain(
                row.get(FIRST_SEQUENCE), hex(row.get(FIRST_HASH)), row.get(LAST_SEQUENCE), hex(row.get(LAST_HASH)));
    }

    void append(DSLContext transaction, Stored entry) {
        transaction
                .insertInto(ENTRY)
                .set(SEQUENCE, entry.sequence())
                .set(ID, entry.id())
                .set(AT, utc(entry.at()))
                .set(text("category"), entry.category().name())
                .set(text("event"), entry.event())
                .set(text("severity"), entry.severity().name())
                .set(text("result"), entry.result().name())
                .set(text("actor_id"), entry.actor().id())
                .set(text("actor_name"), entry.actor().name())
                .set(text("actor_email"), entry.actor().email().orElse(null))
                .set(text("resource_type"), entry.resource().type())
                .set(text("resource_id"), entry.resource().id())
                .set(text("message"), entry.message())
                .set(text("metadata"), Metadata.text(entry.metadata()))
                .set(text("trace_id"), entry.traceId())
                .set(text("span_id"), entry.spanId())
                .set(text("address"), entry.sourceAddress().orElse(null))
                .set(text("client"), entry.client().orElse(null))
                .set(HASH, HexFormat.of().parseHex(entry.hash()))
                .execute();
        transaction
                .update(CHAIN)
                .set(LAST_SEQUENCE, entry.sequence())
                .set(LAST_HASH, HexFormat.of().parseHex(entry.hash()))
                .execute();
    }

    List<Stored> list(DSLContext transaction, AuditFilter filter, int limit, int offset) {
        return transaction
                .selectFrom(ENTRY)
                .where(where(filter))
                .orderBy(SEQUENCE.desc())
                .limit(limit)
                .offset(offset)
                .fetch(AuditRepository::stored);
    }

    long count(DSLContext transaction, AuditFilter filter) {
        return transaction.fetchCount(transaction.selectFrom(ENTRY).where(where(filter)));
    }

    /// All entries of the filter, oldest first; the stream holds a cursor of the transaction and is closed by its
    /// reader.
    Stream<Stored> all(DSLContext transaction, AuditFilter filter) {
        return transaction
                .selectFrom(ENTRY)
                .where(where(filter))
                .orderBy(SEQUENCE)
                .fetchSize(FETCHED_AT_ONCE)
                .fetchStream()
                .map(AuditRepository::stored);
    }

    Optional<Stored> newestBefore(DSLContext transaction, Instant time) {
        return transaction
                .selectFrom(ENTRY)
                .where(AT.lt(utc(time)))
                .orderBy(SEQUENCE.desc())
                .limit(1)
                .fetchOptional(AuditRepository::stored);
    }

    /// Removes all entries up to this one and lets the chain begin after it.
    int removeUpTo(DSLContext transaction, Stored last) {
        transaction.execute("set local kspec.audit_retention = 'on'");
        int removed = transaction
                .deleteFrom(ENTRY)
                .where(SEQUENCE.le(last.sequence()))
                .execute();
        transaction.execute("set local kspec.audit_retention = 'off'");
        transaction
                .update(CHAIN)
                .set(FIRST_SEQUENCE, last.sequence())
                .set(FIRST_HASH, HexFormat.of().parseHex(last.hash()))
                .execute();
        return removed;
    }

    private static Condition where(AuditFilter filter) {
        return noCondition()
                .and(equal("category", filter.category().map(Category::name)))
                .and(equal("event", filter.eventType()))
                .and(equal("actor_id", filter.actor())
                        .or(filter.actor().isPresent() ? equal("actor_name", filter.actor()) : noCondition()))
                .and(equal("resource_type", filter.resourceType()))
                .and(equal("resource_id", filter.resourceId()))
                .and(equal("trace_id", filter.traceId()))
                .and(filter.from().map(from -> AT.ge(utc(from))).orElse(noCondition()))
                .and(filter.to().map(to -> AT.lt(utc(to))).orElse(noCondition()));
    }

    private static Condition equal(String column, Optional<String> wanted) {
        return wanted.<Condition>map(value -> text(column).eq(value)).orElse(noCondition());
    }

    private static Stored stored(Record row) {
        return new Stored(
                row.get(SEQUENCE),
                row.get(ID),
                row.get(AT).toInstant(),
                Category.valueOf(row.get(text("category"))),
                row.get(text("event")),
                Entry.Severity.valueOf(row.get(text("severity"))),
                Entry.Result.valueOf(row.get(text("result"))),
                new Actor(row.get(text("actor_id")), row.get(text("actor_name")), optional(row, "actor_email")),
                new Entry.Resource(row.get(text("resource_type")), row.get(text("resource_id"))),
                row.get(text("message")),
                Metadata.of(row.get(text("metadata"))),
                row.get(text("trace_id")),
                row.get(text("span_id")),
                optional(row, "address"),
                optional(row, "client"),
                hex(row.get(HASH)));
    }

    private static Optional<String> optional(Record row, String column) {
        return Optional.ofNullable(row.get(text(column)));
    }

    private static Field<String> text(String column) {
        return field(column, String.class);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
