package io.kspec.server.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.server.database.JsonColumns;
import io.kspec.server.secret.SealedRows;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/// The Helm values of requests, in the form that [SealedValues] gives them in `rollouts`.
@Singleton
final class ValuesOfRollouts implements SealedRows {
    @Override
    public String what() {
        return "values of deployments";
    }

    @Override
    public List<Row> sealedByOther(DSLContext transaction, String activeKey, String after, int most) {
        return transaction.fetch("""
                        select id::text as id, helm_values from rollouts
                        where helm_values->>'keyId' <> ? and id::text > ? order by id::text limit ? for update
                        """, activeKey, after, most).map(row -> {
            String id = row.get("id", String.class);
            JsonNode stored = JsonColumns.read(row.get("helm_values", JSONB.class), JsonNode.class);
            return new Row(id, SealedValues.context(id), SealedValues.sealed(stored));
        });
    }

    @Override
    public void put(DSLContext transaction, Row row) {
        transaction.execute(
                "update rollouts set helm_values = cast(? as jsonb) where id = ?",
                JsonColumns.of(SealedValues.stored(row.sealed())),
                UUID.fromString(row.id()));
    }
}
