package io.kspec.bench.server;

import io.kspec.bench.cluster.Until;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.json.Json;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// Fills a server with operators and clusters through its API, as many people would; what rollouts and checks would
/// have written is copied in the database from a row that the server itself wrote.
public final class Registry {
    private static final int AT_ONCE = 4;
    private static final int CLUSTERS_OF_ONE = 5;
    private static final int OPERATORS_OF_ONE = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ServerProcess server;
    private final List<ServerUser> people;

    public Registry(ServerProcess server, List<ServerUser> people) {
        this.server = server;
        this.people = people;
    }

    public static String cluster(int number) {
        return "cluster-%03d".formatted(number);
    }

    static String operator(int number) {
        return "operator-%03d".formatted(number);
    }

    /// Clusters [#cluster] from 0; each is asked by the server before it is stored. Five a minute and user are
    /// allowed.
    public void clusters(int count, IntFunction<Map<String, ?>> registration) {
        each(count, number -> people.get(number / CLUSTERS_OF_ONE)
                .post("/clusters", registration.apply(number))
                .demand(201));
    }

    /// Operators [#operator] from 0, each with the first version of the sample operator.
    void operators(int count, Path scratch) {
        each(count, number -> people.get(number / OPERATORS_OF_ONE)
                .post(
                        "/operators",
                        Map.of(
                                "name", operator(number),
                                "namespace", operator(number),
                                "chartRepository", "upload://charts",
                                "chartName", "sample-operator",
                                "crdNames", List.of(SampleCharts.DEFINITION)))
                .demand(201));
        people.getFirst()
                .upload(
                        "/operators/%s/versions".formatted(operator(0)),
                        SampleCharts.archive(SampleVersion.FIRST, scratch))
                .demand(201);
        server.execute("""
                insert into operator_versions
                select o.operator_id, v.version, v.chart_digest, v.source_url, v.source_digest, v.released_at,
                       v.deprecated, v.changelog_url
                from operators o cross join operator_versions v
                on conflict do nothing""", """
                update operators set latest_version = known.latest_version, has_update = known.has_update
                from operators known where known.name = '%s'""".formatted(operator(0)));
    }

    /// Every operator on every cluster. The server checks the first of them once; that row is copied, and the copies
    /// are not due for a check.
    void deployments() throws InterruptedException {
        server.execute("""
                insert into deployed_operators
                    (cluster_id, operator_name, namespace, version, probed, deployed_at, check_due)
                select c.id, '%1$s', '%1$s', '1.0.0', '%2$s'::jsonb, now(), now()
                from clusters c where c.name = '%3$s'""".formatted(operator(0), probed(operator(0)), cluster(0)));
        Until.so(
                PATIENCE,
                "checked operator",
                () -> server.number("select count(*) from deployed_operators where last_checked_at is not null") > 0);
        server.execute("""
                insert into deployed_operators
                    (cluster_id, operator_name, namespace, version, probed, deployed_at, baseline, health, details,
                     message, consecutive_failures, last_checked_at, seen, check_due)
                select c.id, o.name, o.namespace, d.version, d.probed, d.deployed_at, d.baseline, d.health, d.details,
                       d.message, d.consecutive_failures, d.last_checked_at, d.seen, now() + interval '1 day'
                from deployed_operators d, clusters c, operators o
                on conflict do nothing""", """
                update deployed_operators set check_due = now() + interval '1 day'""", """
                analyze""");
    }

    private static String probed(String operator) {
        return Json.write(new ProbedOperator(
                List.of(new WorkloadRef(WorkloadRef.Kind.DEPLOYMENT, operator, operator)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(SampleCharts.DEFINITION)));
    }

    private static void each(int count, IntConsumer act) {
        IntStream.range(0, count)
                .boxed()
                .gather(Gatherers.mapConcurrent(AT_ONCE, number -> {
                    act.accept(number);
                    return number;
                }))
                .forEach(_ -> {});
    }
}
