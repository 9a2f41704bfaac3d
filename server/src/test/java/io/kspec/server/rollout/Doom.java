package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// How processes die: by SIGKILL, at a moment that the database knows. They call themselves `doomed` there.
record Doom(EmbeddedPostgres postgres) {
    /// A connection that no pool shares.
    Connection connection() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    /// Kills a process that has written everything, and whose commit never comes.
    ///
    /// @param change what it writes: `update on a_table`
    /// @param when SQL: which row it is, as `new`
    void uncommitted(String change, String when, Supplier<Process> begin) {
        String table = change.substring(change.lastIndexOf(' ') + 1);
        try (Connection gate = connection();
                Statement statement = gate.createStatement()) {
            statement.execute("select pg_advisory_lock(77)");
            statement.execute("""
                    create or replace function doom() returns trigger language plpgsql as $$
                    begin
                        if current_setting('application_name') = 'doomed' then
                            perform pg_advisory_xact_lock(77);
                        end if;
                        return null;
                    end $$;
                    create constraint trigger doom after %s deferrable initially deferred
                    for each row when (%s) execute function doom()
                    """.formatted(change, when));
            try {
                kill(begin.get(), () -> somebodyWaits(statement));
                // Its connection outlives it while it waits, and would commit.
                statement.execute("select pg_terminate_backend(pid, 10000) from pg_locks"
                        + " where locktype = 'advisory' and objid = 77 and not granted");
            } finally {
                statement.execute("select pg_advisory_unlock(77)");
                statement.execute("drop trigger doom on " + table);
            }
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static boolean somebodyWaits(Statement statement) {
        try (var found = statement.executeQuery(
                "select 1 from pg_locks where locktype = 'advisory' and objid = 77 and not granted")) {
            return found.next();
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /// Kills a process as soon as it has come as far.
    static void kill(Process doomed, BooleanSupplier when) {
        try {
            await().atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        assertThat(doomed.isAlive()).as("it died by itself").isTrue();
                        return when.getAsBoolean();
                    });
        } finally {
            doomed.destroyForcibly();
        }
        try {
            assertThat(doomed.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
