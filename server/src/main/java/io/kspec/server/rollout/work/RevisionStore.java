package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.server.chart.ChartArchive;
import io.kspec.server.chart.ChartStore;
import io.kspec.server.database.Transactions;
import io.kspec.server.secret.Opened;
import io.kspec.server.secret.Sealed;
import io.kspec.server.secret.SealedRows;
import io.kspec.server.secret.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// Charts with their values, by the digest over both: what was installed once can be installed again.
@Singleton
final class RevisionStore implements SealedRows {
    private final Transactions transactions;
    private final ChartStore charts;
    private final Sealer sealer;

    @Inject
    RevisionStore(Transactions transactions, ChartStore charts, Sealer sealer) {
        this.transactions = transactions;
        this.charts = charts;
        this.sealer = sealer;
    }

    /// A chart and its values. Values may hold secrets.
    record Installable(ChartArchive chart, ObjectNode values) {
        @Override
        public String toString() {
            return chart.toString();
        }
    }

    sealed interface Found {
        record Here(Installable installable) implements Found {}

        record Gone(Failure why) implements Found {}
    }

    /// Keeps it, and answers its revision.
    Revision keep(String operator, String version, Installable installable) {
        byte[] values = Json.write(installable.values()).getBytes(StandardCharsets.UTF_8);
        String digest = digest(installable.chart().digest(), values);
        Sealed sealed = sealer.seal(values, context(digest));
        transactions.run(transaction -> transaction.execute(
                """
                insert into revisions (digest, operator_name, version, chart_digest, sealed_values, key_id, stored_at)
                values (?, ?, ?, ?, ?, ?, now()) on conflict do nothing
                """, digest, operator, version, installable.chart().digest(), sealed.bytes(), sealed.keyId()));
        return new Revision(version, digest, 0);
    }

    /// As [#keep], for a chart that comes from none of the operator's versions.
    Revision adopt(String operator, String version, Installable installable) {
        transactions.run(transaction -> charts.keep(
                transaction,
                installable.chart(),
                transaction
                        .select(DSL.currentOffsetDateTime())
                        .fetchSingle()
                        .value1()
                        .toInstant()));
        return keep(operator, version, installable);
    }

    Found find(Revision revision) {
        Optional<Record> row = transactions.call(transaction -> transaction
                .fetchOptional("select * from revisions where digest = ?", revision.digest())
                .map(found -> found));
        Optional<ChartArchive> chart = row.flatMap(found ->
                transactions.call(transaction -> charts.find(transaction, found.get("chart_digest", String.class))));
        if (row.isEmpty() || chart.isEmpty()) {
            return new Found.Gone(new Failure.Malformed(
                    "chart and values of version %s are not stored any more".formatted(revision.version()),
                    revision.digest(),
                    "Roll out that version again."));
        }
        return switch (sealer.open(sealed(row.get()), context(revision.digest()))) {
            case Opened.Unreadable(Failure why) -> new Found.Gone(why);
            case Opened.Plain plain -> new Found.Here(new Installable(chart.get(), read(plain.bytes())));
        };
    }

    @Override
    public String what() {
        return "values of revisions";
    }

    @Override
    public List<Row> sealedByOther(DSLContext transaction, String activeKey, String after, int most) {
        return transaction
                .fetch("""
                        select digest, sealed_values, key_id from revisions where key_id <> ? and digest > ?
                        order by digest limit ? for update
                        """, activeKey, after, most)
                .map(row -> new Row(
                        row.get("digest", String.class), context(row.get("digest", String.class)), sealed(row)));
    }

    @Override
    public void put(DSLContext transaction, Row row) {
        transaction.execute(
                "update revisions set sealed_values = ?, key_id = ? where digest = ?",
                row.sealed().bytes(),
                row.sealed().keyId(),
                row.id());
    }

    private static Sealed sealed(Record row) {
        return new Sealed(row.get("sealed_values", byte[].class), row.get("key_id", String.class));
    }

    private static ObjectNode read(byte[] values) {
        try {
            return (ObjectNode) Json.mapper().readTree(values);
        } catch (IOException torn) {
            throw new IllegalStateException("values are stored in a form nobody writes", torn);
        }
    }

    private static String context(String digest) {
        return "revision " + digest;
    }

    private static String digest(String chart, byte[] values) {
        MessageDigest sha = Sha256.begin();
        sha.update(chart.getBytes(StandardCharsets.US_ASCII));
        sha.update(values);
        return Sha256.of(sha);
    }
}
