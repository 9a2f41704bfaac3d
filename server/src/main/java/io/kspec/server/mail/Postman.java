package io.kspec.server.mail;

import io.kspec.server.audit.Actor;
import io.kspec.server.audit.Audit;
import io.kspec.server.audit.AuditEvent;
import io.kspec.server.audit.Entry;
import io.kspec.server.database.Transactions;
import io.kspec.server.mail.MailRepository.Claimed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jooq.DSLContext;

/// One round of sending: takes due letters, gives them to the mail server, and notes what became of each.
///
/// A replica that dies between sending and noting lets the letter be sent again, under the same message id.
@Singleton
final class Postman {
    private static final int AT_ONCE = 4;

    /// A claim in times of patience. Half of it is for letters to be begun in: one that is begun last has the other
    /// half for the dozen steps of the protocol, before another replica could begin it as well.
    private static final int CLAIM = 24;

    private final MailRepository outbox;
    private final Smtp smtp;
    private final Transactions transactions;
    private final Audit audit;
    private final MailSettings settings;

    @Inject
    Postman(MailRepository outbox, Smtp smtp, Transactions transactions, Audit audit, MailSettings settings) {
        this.outbox = outbox;
        this.smtp = smtp;
        this.transactions = transactions;
        this.audit = audit;
        this.settings = settings;
    }

    /// Sends some letters; whether there may be more.
    boolean round() {
        long begun = System.nanoTime();
        List<Claimed> letters = transactions.call(transaction ->
                outbox.claim(transaction, AT_ONCE, settings.patience().multipliedBy(CLAIM)));
        for (Claimed letter : letters) {
            if (System.nanoTime() - begun
                    > settings.patience().multipliedBy(CLAIM / 2).toNanos()) {
                return false; // the mail server is very slow: the others are due again when their claim ends
            }
            Posted posted = smtp.send(letter);
            transactions.run(transaction -> note(transaction, letter, posted));
        }
        return letters.size() == AT_ONCE;
    }

    private void note(DSLContext transaction, Claimed letter, Posted posted) {
        switch (posted) {
            case Posted.Taken() -> {
                if (outbox.sent(transaction, letter)) {
                    record(transaction, letter, success(letter));
                }
            }
            case Posted.Never(String why) -> giveUp(transaction, letter, why);
            case Posted.NotNow(String why) when letter.last() -> giveUp(transaction, letter, why);
            case Posted.NotNow(String why) -> outbox.later(transaction, letter, why, Backoff.after(letter.attempt()));
        }
    }

    private void giveUp(DSLContext transaction, Claimed letter, String why) {
        if (outbox.failed(transaction, letter, why)) {
            record(
                    transaction,
                    letter,
                    Entry.failure(
                                    AuditEvent.NotificationFailed,
                                    Actor.SERVER,
                                    letter.aboutType(),
                                    letter.aboutId(),
                                    "not sent after %d attempts: %s".formatted(letter.attempt(), why))
                            .as(Entry.Severity.Error));
        }
    }

    private static Entry success(Claimed letter) {
        return Entry.success(
                AuditEvent.NotificationSent,
                Actor.SERVER,
                letter.aboutType(),
                letter.aboutId(),
                "sent: " + letter.written().subject());
    }

    private void record(DSLContext transaction, Claimed letter, Entry entry) {
        audit.record(
                transaction,
                entry.with("recipient", letter.recipient())
                        .with("mailId", letter.id().toString()));
    }
}
