package io.kspec.server.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/// Appends to the log, checks it, and removes what is past its time.
@Singleton
public final class Audit {
    private final AuditRepository entries;
    private final Clock clock;

    @Inject
    public Audit(AuditRepository entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /// Appends an entry to the transaction of what it records. Call it last: until the commit nobody else can
    /// append, and a row locked after it by one transaction and before it by another would be a deadlock.
    public void record(DSLContext transaction, Entry entry) {
        AuditRepository.Chain chain = entries.lock(transaction);
        Origin origin = Origin.current();
        Stored unchained = new Stored(
                chain.lastSequence() + 1,
                UUID.randomUUID(),
                clock.instant().truncatedTo(ChronoUnit.MICROS), // what the database keeps of it
                entry.event().category(),
                entry.event().name(),
                entry.severity(),
                entry.result(),
                entry.actor(),
                entry.resource(),
                Masked.text(entry.message()),
                entry.metadata(),
                origin.traceId(),
                origin.spanId(),
                origin.address(),
                origin.client(),
                "");
        entries.append(transaction, unchained.withHash(Stored.chain(chain.lastHash(), unchained)));
    }

    /// Whether the log is what was recorded.
    public sealed interface Verdict {
        /// Every entry from `first` to `last` confirms the one before; 0 and 0 for an empty log.
        record Intact(long entries, long first, long last) implements Verdict {}

        /// The first entry that does not, and why.
        record Broken(long sequence, String why) implements Verdict {}
    }

    /// Reads the whole log; takes a second for some hundred thousand entries.
    Verdict verify(DSLContext transaction) {
        AuditRepository.Chain chain = entries.chain(transaction);
        try (Stream<Stored> all = entries.all(transaction, AuditFilter.ALL)) {
            return Verification.of(chain, all.iterator());
        }
    }

    /// Removes entries older than `kept`. The chain then begins at the last of them, whose hash a new entry records.
    public int trim(DSLContext transaction, Duration kept) {
        Instant oldest = clock.instant().minus(kept);
        entries.lock(transaction);
        Optional<Stored> last = entries.newestBefore(transaction, oldest);
        if (last.isEmpty()) {
            return 0;
        }
        int removed = entries.removeUpTo(transaction, last.get());
        record(
                transaction,
                Entry.success(
                                AuditEvent.AuditTrimmed,
                                Actor.SERVER,
                                "AuditLog",
                                "audit",
                                "%d entries older than %s were removed".formatted(removed, oldest))
                        .with("lastRemoved", Long.toString(last.get().sequence()))
                        .with("lastHash", last.get().hash()));
        return removed;
    }
}
