package io.kspec.server.chart;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Charts by their digest, in PostgreSQL: what was deployed once can be deployed again, whatever became of where it
/// came from.
@Singleton
public final class ChartStore {
    private static final Table<Record> CHARTS = DSL.table("charts");
    private static final Field<String> DIGEST = DSL.field("digest", String.class);
    private static final Field<byte[]> CONTENT = DSL.field("content", SQLDataType.BLOB);

    /// Keeps it; does nothing when it is there.
    public void keep(DSLContext transaction, ChartArchive archive, Instant now) {
        transaction
                .insertInto(CHARTS)
                .set(DIGEST, archive.digest())
                .set(CONTENT, archive.bytes())
                .set(DSL.field("stored_at", SQLDataType.TIMESTAMPWITHTIMEZONE), now.atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
    }

    public Optional<ChartArchive> find(DSLContext transaction, String digest) {
        return transaction
                .select(CONTENT)
                .from(CHARTS)
                .where(DIGEST.eq(digest))
                .fetchOptional(CONTENT)
                .map(ChartArchive::of);
    }
}
