package io.kspec.server.web;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// Keys and what their first request answered, for a day.
@Singleton
final class IdempotencyRepository {
    static final Duration KEPT = Duration.ofHours(24);
    private static final Table<Record> KEYS = table("idempotency_key");
    private static final Field<String> CALLER = field("caller", String.class);
    private static final Field<String> PATH = field("path", String.class);
    private static final Field<String> KEY = field("key", String.class);
    private static final Field<byte[]> FINGERPRINT = field("fingerprint", byte[].class);
    private static final Field<OffsetDateTime> STARTED = field("started_at", OffsetDateTime.class);
    private static final Field<Integer> STATUS = field("status", Integer.class);
    private static final Field<String> MEDIA_TYPE = field("media_type", String.class);
    private static final Field<String> LOCATION = field("location", String.class);
    private static final Field<byte[]> BODY = field("body", byte[].class);

    record ClaimedKey(String caller, String path, String key) {
        Condition row() {
            return CALLER.eq(caller).and(PATH.eq(path)).and(KEY.eq(key));
        }
    }

    /// An answer as it was sent; `body` is empty when there was none or it may not be kept.
    record Answer(int status, Optional<String> mediaType, Optional<String> location, Optional<byte[]> body) {}

    sealed interface Start {
        record First() implements Start {}

        record Again(Answer answer) implements Start {}

        record Running() implements Start {}

        record OtherRequest() implements Start {}
    }

    /// Claims the key, or says what became of it.
    Start start(DSLContext transaction, ClaimedKey id, byte[] fingerprint, Instant now) {
        transaction.deleteFrom(KEYS).where(STARTED.lt(utc(now.minus(KEPT)))).execute();
        int claimed = transaction
                .insertInto(KEYS, CALLER, PATH, KEY, FINGERPRINT, STARTED)
                .values(id.caller(), id.path(), id.key(), fingerprint, utc(now))
                .onConflictDoNothing()
                .execute();
        if (claimed == 1) {
            return new Start.First();
        }
        return transaction
                .select(FINGERPRINT, STATUS, MEDIA_TYPE, LOCATION, BODY)
                .from(KEYS)
                .where(id.row())
                .fetchOptional()
                .map(row -> known(row, fingerprint))
                .orElse(new Start.Running());
    }

    private static Start known(Record row, byte[] fingerprint) {
        if (!Arrays.equals(row.get(FINGERPRINT), fingerprint)) {
            return new Start.OtherRequest();
        }
        if (row.get(STATUS) == null) {
            return new Start.Running();
        }
        return new Start.Again(new Answer(
                row.get(STATUS),
                Optional.ofNullable(row.get(MEDIA_TYPE)),
                Optional.ofNullable(row.get(LOCATION)),
                Optional.ofNullable(row.get(BODY))));
    }

    void answered(DSLContext transaction, ClaimedKey id, Answer answer) {
        transaction
                .update(KEYS)
                .set(STATUS, answer.status())
                .set(MEDIA_TYPE, answer.mediaType().orElse(null))
                .set(LOCATION, answer.location().orElse(null))
                .set(BODY, answer.body().orElse(null))
                .where(id.row())
                .execute();
    }

    /// The request was refused and changed nothing: its key may be used again.
    void release(DSLContext transaction, ClaimedKey id) {
        transaction.deleteFrom(KEYS).where(id.row()).execute();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
