package io.kspec.server.health;

import io.kspec.server.database.Transactions;
import io.kspec.server.secret.Sealer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.jooq.exception.DataAccessException;

/// What a replica cannot work without. Clusters never count: a replica that cannot reach them still answers.
@Singleton
final class Needs {
    private final Transactions transactions;
    private final Flyway migrations;
    private final Sealer sealer;
    private final AtomicBoolean migrated = new AtomicBoolean();

    @Inject
    Needs(Transactions transactions, Flyway migrations, Sealer sealer) {
        this.transactions = transactions;
        this.migrations = migrations;
        this.sealer = sealer;
    }

    /// Whether the database answers a query within the pool's timeouts.
    boolean database() {
        try {
            return transactions.call(transaction -> transaction.fetchExists(transaction.selectOne()));
        } catch (DataAccessException away) {
            return false;
        }
    }

    /// Whether the tables are at least as new as this server; asked until they are.
    boolean migrations() {
        if (!migrated.get() && database()) {
            migrated.set(migrations.info().pending().length == 0);
        }
        return migrated.get();
    }

    /// Keys that credentials of clusters are sealed with and this replica's ring does not have: a replica with a
    /// wrong ring must not replace one with the right one.
    List<String> missingKeys() {
        try {
            return transactions
                    .call(transaction -> transaction
                            .fetch(
                                    "select distinct key_id from cluster_credentials where key_id is not null order by key_id")
                            .map(row -> row.get("key_id", String.class)))
                    .stream()
                    .filter(key -> !sealer.has(key))
                    .toList();
        } catch (DataAccessException away) {
            return List.of();
        }
    }
}
