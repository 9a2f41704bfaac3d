package io.kspec.server.rollout.work;

import io.kspec.lifecycle.inventory.Inventory;
import io.kspec.server.database.JsonColumns;
import io.kspec.server.database.Transactions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jooq.JSONB;

/// Exports: what can be restored, and the identities that later inventories are compared with.
@Singleton
final class ExportStore {
    private final Transactions transactions;

    @Inject
    ExportStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Which export.
    ///
    /// @param rollout that it belongs to, or an undeployment
    /// @param back whether it is the one before going back
    record Key(UUID rollout, String cluster, boolean back) {}

    /// Keeps it, in place of an earlier one, and reads it again.
    ///
    /// @return whether what is stored is what was given
    boolean keep(Key key, Inventory inventory, String digest, byte[] content) {
        transactions.run(transaction -> transaction.execute(
                """
                insert into rollout_exports (rollout, cluster_name, back, digest, inventory, content, exported_at)
                values (?, ?, ?, ?, cast(? as jsonb), ?, now())
                on conflict (rollout, cluster_name, back) do update set digest = excluded.digest,
                    inventory = excluded.inventory, content = excluded.content, exported_at = excluded.exported_at
                """, key.rollout(), key.cluster(), key.back(), digest, JsonColumns.of(inventory), content));
        return find(key).equals(Optional.of(inventory))
                && transactions.call(transaction -> transaction
                        .fetchOptional(
                                "select sha256(content) = sha256(?) from rollout_exports"
                                        + " where rollout = ? and cluster_name = ? and back = ?",
                                content,
                                key.rollout(),
                                key.cluster(),
                                key.back())
                        .map(row -> row.get(0, Boolean.class))
                        .orElse(false));
    }

    Optional<Inventory> find(Key key) {
        return transactions
                .call(transaction -> transaction
                        .fetchOptional(
                                "select inventory from rollout_exports"
                                        + " where rollout = ? and cluster_name = ? and back = ?",
                                key.rollout(),
                                key.cluster(),
                                key.back())
                        .map(row -> row.get(0, JSONB.class)))
                .map(inventory -> JsonColumns.read(inventory, Inventory.class));
    }
}
