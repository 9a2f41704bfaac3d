package io.kspec.bench.health;

import io.kspec.bench.Settings;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.https.Doors;
import io.kspec.bench.https.Identity;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.bench.server.ManagedCluster;
import io.kspec.bench.server.Registry;
import io.kspec.bench.server.Scratch;
import io.kspec.bench.server.ServerProcess;
import io.kspec.lifecycle.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// How long one replica takes to look after a hundred clusters, and one operator on each, once, and what it needs.
public final class HealthCycleBenchmark {
    private static final Goal GOAL_SECONDS = new Goal.Below(30);
    private static final Goal GOAL_MEMORY = new Goal.Below(3072);
    private static final Goal GOAL_CLUSTER_CONNECTIONS = new Goal.Below(100);
    private static final Goal GOAL_DATABASE_CONNECTIONS = new Goal.Below(50);
    private static final Goal NONE = new Goal.Below(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PEOPLE = 21;
    private static final String SERVERS_SESSIONS =
            "select count(*) from pg_stat_activity where application_name = 'kspec-server'";

    private final Settings settings;
    private final Consumer<String> progress;
    private final int clusters;
    private final int cycles;
    private final int widgets;
    private final AtomicLong clusterConnections = new AtomicLong();
    private final AtomicLong databaseConnections = new AtomicLong();

    public HealthCycleBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.clusters = settings.times(20, 100);
        this.cycles = settings.times(1, 4);
        this.widgets = settings.times(20, 100);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        progress.accept("starting a control plane");
        try (var scratch = Scratch.make();
                var cluster = ManagedCluster.running();
                var doors = new Doors(Identity.make(scratch.path()))) {
            progress.accept("installing the sample operator, with %d custom resources".formatted(widgets));
            RunningOperator.install(cluster, doors, widgets, scratch.path());
            progress.accept("starting the server and its database");
            try (var server = ServerProcess.start(scratch.path(), Map.of())) {
                progress.accept("registering %d clusters".formatted(clusters));
                register(server, cluster, new RecordedClusters(cluster, doors));
                progress.accept("waiting until all were checked once");
                cycle(server, doors.ports());
                List<Figure> figures = measured(server, doors.ports());
                return new Report(
                        "health-cycle",
                        began,
                        settings.commit(),
                        settings.machine(cluster.kubernetesVersion()),
                        load,
                        asked(),
                        figures);
            }
        }
    }

    /// The first is the real one.
    private void register(ServerProcess server, ManagedCluster real, RecordedClusters recorded) {
        new Registry(server, server.administrator().people(PEOPLE))
                .clusters(
                        clusters,
                        number -> number == 0
                                ? real.registration(Registry.cluster(number))
                                : ManagedCluster.registration(Registry.cluster(number), recorded.another()));
        server.execute(
                """
                insert into deployed_operators
                    (cluster_id, operator_name, namespace, version, probed, deployed_at, check_due)
                select c.id, '%s', '%s', '1.0.0', '%s'::jsonb, now(), now() from clusters c""".formatted(RunningOperator.NAME, RunningOperator.NAMESPACE, Json.write(RunningOperator.whole())));
    }

    private List<Figure> measured(ServerProcess server, List<Integer> ports) throws InterruptedException {
        var figures = new ArrayList<Figure>();
        double slowest = 0;
        double sum = 0;
        long bad = 0;
        Duration before = server.cpu();
        for (int cycle = 1; cycle <= cycles; cycle++) {
            progress.accept("cycle %d of %d".formatted(cycle, cycles));
            double seconds = cycle(server, ports);
            slowest = Math.max(slowest, seconds);
            sum += seconds;
            bad += server.number("select count(*) from deployed_operators where health <> 'Healthy'");
        }
        double cpu = server.cpu().minus(before).toMillis() / 1000.0;
        figures.add(Figure.of("cycle, slowest", slowest, "s", GOAL_SECONDS));
        figures.add(Figure.of("cycle, mean", sum / cycles, "s", GOAL_SECONDS));
        figures.add(Figure.of("operators not Healthy", bad, "checks", NONE));
        figures.add(Figure.of("server, processor time per cycle", cpu / cycles, "s"));
        figures.add(Figure.of("server, resident at most", server.peakMiB(), "MiB", GOAL_MEMORY));
        figures.add(Figure.of(
                "server, connections to clusters at most",
                clusterConnections.get(),
                "connections",
                GOAL_CLUSTER_CONNECTIONS));
        figures.add(Figure.of(
                "server, connections to the database at most",
                databaseConnections.get(),
                "connections",
                GOAL_DATABASE_CONNECTIONS));
        return figures;
    }

    /// Makes every check due now; answers the seconds until the last of them is stored, by the database's clock.
    private double cycle(ServerProcess server, List<Integer> ports) throws InterruptedException {
        long from = server.number("select (extract(epoch from clock_timestamp()) * 1000)::bigint");
        server.execute("""
                update clusters set check_due = now() where check_claim is null""", """
                update deployed_operators set check_due = now() where check_claim is null""");
        Until.so(PATIENCE, "check of every cluster and operator", () -> {
            clusterConnections.accumulateAndGet(Connections.to(ports), Math::max);
            databaseConnections.accumulateAndGet(server.number(SERVERS_SESSIONS), Math::max);
            return checked(server, "cluster_checks", from) == clusters
                    && checked(server, "operator_checks", from) == clusters;
        });
        long end = server.number("""
                select (extract(epoch from greatest(
                    (select max(first) from (select min(checked_at) as first from cluster_checks
                        where checked_at > to_timestamp(%1$d / 1000.0) group by cluster_id) c),
                    (select max(first) from (select min(checked_at) as first from operator_checks
                        where checked_at > to_timestamp(%1$d / 1000.0) group by cluster_id) o))) * 1000)::bigint""".formatted(from));
        return (end - from) / 1000.0;
    }

    private static long checked(ServerProcess server, String table, long from) {
        return server.number("select count(distinct cluster_id) from %s where checked_at > to_timestamp(%d / 1000.0)"
                .formatted(table, from));
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put(
                "clusters",
                "%d: 1 real control plane, and %d that answer over HTTPS, %d ms late, what it answered"
                        .formatted(
                                clusters,
                                clusters - 1,
                                RecordedClusters.distance().toMillis()));
        asked.put("operators", "1 on each, with %d custom resources and a webhook".formatted(widgets));
        asked.put("server", "one replica with its own settings: 16 checks at a time, at most 90 clusters connected");
        asked.put(
                "cycle",
                "all checks made due at once, until the last is stored; %d after one to warm up".formatted(cycles));
        asked.put("connections", "those to recorded clusters; looked at every 20 ms or so during cycles");
        return asked;
    }
}
