package io.kspec.server.health;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;

/// Figures of the whole fleet, and which replica tells them: the one that did so last, until it is silent for half a
/// minute.
@Singleton
final class FleetRepository {
    private static final String UNDER_WAY = "('Planning', 'Deploying', 'Validating', 'RollingBack')";

    /// @param clusters  by environment: every one, be it with 0
    /// @param operators that are registered
    /// @param running   pairs of operator and cluster, by health
    /// @param active    deployments that are not over
    /// @param waiting   of these, the ones that wait, by what they wait for; `Slot` always, be it with 0
    record Figures(
            Map<String, Integer> clusters, int operators, Running running, int active, Map<String, Integer> waiting) {
        Figures {
            clusters = Map.copyOf(clusters);
            waiting = Map.copyOf(waiting);
        }
    }

    /// @param unhealthy Degraded ones included; Unknown counts in neither
    record Running(int healthy, int unhealthy) {}

    boolean toldBy(DSLContext transaction, UUID replica) {
        return transaction.execute("""
            update fleet_teller set replica = ?, until = now() + interval '30 seconds'
            where replica is not distinct from ? or until < now()
            """, replica, replica) == 1;
    }

    Figures figures(DSLContext transaction) {
        Record counted = transaction.fetchSingle("""
            select (select count(*) from operators) as operators,
                (select count(*) from deployed_operators where health = 'Healthy') as healthy,
                (select count(*) from deployed_operators where health in ('Degraded', 'Unhealthy')) as unhealthy,
                (select count(*) from rollouts where state in %s) as active
            """.formatted(UNDER_WAY));
        return new Figures(
                clusters(transaction),
                counted.get("operators", Integer.class),
                new Running(counted.get("healthy", Integer.class), counted.get("unhealthy", Integer.class)),
                counted.get("active", Integer.class),
                waiting(transaction));
    }

    private static Map<String, Integer> clusters(DSLContext transaction) {
        return numbers(transaction.fetch("""
            select e.name, count(c.id) as number
            from unnest(array['Development', 'Staging', 'Production']) as e(name)
                left join clusters c on c.environment = e.name and c.deleted_at is null
            group by 1
            """));
    }

    private static Map<String, Integer> waiting(DSLContext transaction) {
        return numbers(transaction.fetch("""
            select w.name, count(r.id) as number
            from (select distinct machine #>> '{clockwork,waiting,reason}' as name from rollouts where state in %1$s
                union select 'Slot') w
                left join rollouts r on r.state in %1$s and r.machine #>> '{clockwork,waiting,reason}' = w.name
            where w.name is not null group by 1
            """.formatted(UNDER_WAY)));
    }

    private static Map<String, Integer> numbers(Result<Record> rows) {
        return rows.intoMap(row -> row.get("name", String.class), row -> row.get("number", Integer.class));
    }
}
