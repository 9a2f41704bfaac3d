package io.kspec.server.mail;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.types.DayToSecond;

/// The outbox. Times are the database's: the same for all replicas.
@Singleton
final class MailRepository {
    private static final Table<Record> MAIL = table("mail");
    private static final Field<UUID> ID = field("id", UUID.class);
    private static final Field<String> ABOUT_TYPE = field("about_type", String.class);
    private static final Field<String> ABOUT_ID = field("about_id", String.class);
    private static final Field<String> RECIPIENT = field("recipient", String.class);
    private static final Field<String> SUBJECT = field("subject", String.class);
    private static final Field<String> TEXT = field("text", String.class);
    private static final Field<String> HTML = field("html", String.class);
    private static final Field<String> STATE = field("state", String.class);
    private static final Field<OffsetDateTime> CREATED = field("created_at", OffsetDateTime.class);
    private static final Field<OffsetDateTime> DUE = field("due_at", OffsetDateTime.class);
    private static final Field<OffsetDateTime> GIVES_UP = field("gives_up_at", OffsetDateTime.class);
    private static final Field<Integer> ATTEMPTS = field("attempts", Integer.class);
    private static final Field<OffsetDateTime> ENDED = field("ended_at", OffsetDateTime.class);
    private static final Field<String> LAST_FAILURE = field("last_failure", String.class);
    private static final Field<OffsetDateTime> NOW = field("statement_timestamp()", OffsetDateTime.class);
    private static final String WAITING = "Waiting";

    /// A letter that this replica may send until its claim ends.
    ///
    /// @param attempt which one this is, from 1; also what tells this claim from a later one
    /// @param last whether it is given up when this one fails
    record Claimed(
            UUID id, String aboutType, String aboutId, String recipient, Written written, int attempt, boolean last) {}

    void add(DSLContext transaction, Letter letter, Written written, String recipient, Duration givesUpAfter) {
        transaction
                .insertInto(MAIL)
                .set(ID, UUID.randomUUID())
                .set(ABOUT_TYPE, letter.aboutType())
                .set(ABOUT_ID, letter.aboutId())
                .set(RECIPIENT, recipient)
                .set(SUBJECT, written.subject())
                .set(TEXT, written.text())
                .set(HTML, written.html())
                .set(STATE, WAITING)
                .set(CREATED, NOW)
                .set(DUE, NOW)
                .set(GIVES_UP, after(givesUpAfter))
                .set(ATTEMPTS, 0)
                .execute();
    }

    /// Takes due letters that nobody else has, for `claim`.
    List<Claimed> claim(DSLContext transaction, int most, Duration claim) {
        List<UUID> due = transaction
                .select(ID)
                .from(MAIL)
                .where(STATE.eq(WAITING))
                .and(DUE.le(NOW))
                .orderBy(DUE)
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(ID);
        if (due.isEmpty()) {
            return List.of();
        }
        return transaction
                .update(MAIL)
                .set(DUE, after(claim))
                .set(ATTEMPTS, ATTEMPTS.plus(1))
                .where(ID.in(due))
                .returning(ID, ABOUT_TYPE, ABOUT_ID, RECIPIENT, SUBJECT, TEXT, HTML, ATTEMPTS, GIVES_UP, NOW)
                .fetch(MailRepository::claimed);
    }

    private static Claimed claimed(Record row) {
        return new Claimed(
                row.get(ID),
                row.get(ABOUT_TYPE),
                row.get(ABOUT_ID),
                row.get(RECIPIENT),
                new Written(row.get(SUBJECT), row.get(TEXT), row.get(HTML)),
                row.get(ATTEMPTS),
                !row.get(GIVES_UP).isAfter(row.get(NOW)));
    }

    /// False when the claim had ended and another replica took the letter.
    boolean sent(DSLContext transaction, Claimed claimed) {
        return transaction
                        .update(MAIL)
                        .set(STATE, "Sent")
                        .set(ENDED, NOW)
                        .where(still(claimed))
                        .execute()
                == 1;
    }

    boolean failed(DSLContext transaction, Claimed claimed, String why) {
        return transaction
                        .update(MAIL)
                        .set(STATE, "Failed")
                        .set(ENDED, NOW)
                        .set(LAST_FAILURE, why)
                        .where(still(claimed))
                        .execute()
                == 1;
    }

    /// Tries again after `wait`, or when it is given up, if that is earlier.
    void later(DSLContext transaction, Claimed claimed, String why, Duration wait) {
        transaction
                .update(MAIL)
                .set(DUE, DSL.least(after(wait), GIVES_UP))
                .set(LAST_FAILURE, why)
                .where(still(claimed))
                .execute();
    }

    int removeEndedBefore(DSLContext transaction, Instant time) {
        return transaction
                .deleteFrom(MAIL)
                .where(ENDED.lt(time.atOffset(ZoneOffset.UTC)))
                .execute();
    }

    private static Condition still(Claimed claimed) {
        return ID.eq(claimed.id()).and(STATE.eq(WAITING)).and(ATTEMPTS.eq(claimed.attempt()));
    }

    private static Field<OffsetDateTime> after(Duration wait) {
        return NOW.plus(DayToSecond.valueOf(wait));
    }
}
