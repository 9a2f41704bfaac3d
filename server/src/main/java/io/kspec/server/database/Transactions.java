package io.kspec.server.database;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultTransactionProvider;

/// The only way to the database. A door opens one transaction and hands it down; what it calls neither opens nor
/// commits: so an act, its audit entry and its queued work are stored together or not at all.
///
/// Every call blocks and holds one of the pool's connections: never call a cluster, a registry or a mail server
/// inside. A thrown exception rolls back and reaches the caller unchanged; `DataAccessException` means that the
/// database refused or is away.
@Singleton
public final class Transactions {
    private final DSLContext database;

    @Inject
    public Transactions(DataSource pool) {
        Settings settings = new Settings().withRenderQuotedNames(RenderQuotedNames.NEVER);
        var connections = new DataSourceConnectionProvider(pool);
        // Not nested: a savepoint around each transaction would be two more round trips.
        var provider = new DefaultTransactionProvider(connections, false);
        database = DSL.using(new DefaultConfiguration()
                .set(connections)
                .set(provider)
                .set(SQLDialect.POSTGRES)
                .set(settings));
    }

    /// Runs the act in a new transaction, committed when it returns, and returns what it returned.
    public <T> T call(Function<DSLContext, T> act) {
        return database.transactionResult((Configuration transaction) -> act.apply(transaction.dsl()));
    }

    /// As [#call], for an act without an answer.
    public void run(Consumer<DSLContext> act) {
        database.transaction((Configuration transaction) -> act.accept(transaction.dsl()));
    }
}
