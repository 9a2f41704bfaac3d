package io.kspec.bench.rollout;

import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Settings;
import io.kspec.bench.https.Doors;
import io.kspec.bench.https.Identity;
import io.kspec.bench.https.RealServer;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Goal;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import io.kspec.bench.server.ManagedCluster;
import io.kspec.bench.server.Scratch;
import io.kspec.bench.server.ServerProcess;
import io.kspec.local.LocalFleet;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// How long a rollout in three stages over a hundred clusters takes, and many rollouts at once, with one replica of the
/// server and with more.
public final class FleetBenchmark {
    private static final Goal GOAL_STAGES = new Goal.Below(96);
    private static final Goal GOAL_CPU = new Goal.Below(80);
    private static final Goal GOAL_MEMORY = new Goal.Below(3072);
    private static final Goal NONE = new Goal.Below(1);

    /// Pods become Ready on fake nodes; of the controllers only what that takes.
    private static final LocalOptions SLIM = LocalOptions.defaults()
            .withNodes(1)
            .withControllerManagerArguments("--controllers=deployment-controller,replicaset-controller,"
                    + "serviceaccount-controller,node-lifecycle-controller,root-ca-certificate-publisher-controller");

    /// Of users and of rollouts at once: what is measured shall not wait for them.
    private static final Map<String, String> UNLIMITED =
            Map.of("KSPEC_LIMITS_FACTOR", "1000", "KSPEC_ROLLOUTS_SLOTS", "200");

    private static final Map<String, ?> DIRECT =
            Map.of("strategy", "Direct", "directConfig", Map.of("parallelClusters", 10));
    private static final Map<String, ?> STAGES = Map.of(
            "strategy",
            "Canary",
            "canaryConfig",
            Map.of("initialPercentage", 10, "incrementPercentage", 20, "evaluationPeriod", "PT0S"));
    private static final String OPERATOR = "fleet";

    private final Settings settings;
    private final Consumer<String> progress;
    private final int servers;
    private final int tenants;

    public FleetBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.servers = settings.times(2, LocalFleet.MOST);
        this.tenants = settings.times(5, 10);
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        progress.accept("starting %d API servers".formatted(servers));
        try (var scratch = Scratch.make();
                var fleet = LocalFleet.start(servers, SLIM, Progress.silent());
                var doors = new Doors(Identity.make(scratch.path()))) {
            progress.accept("starting the server and its database");
            try (var server = ServerProcess.start(scratch.path(), UNLIMITED)) {
                progress.accept("registering %d clusters".formatted(servers * tenants));
                var rollouts = Rollouts.on(server.administrator(), registrations(fleet, doors));
                var figures = new ArrayList<>(stages(server, rollouts, scratch.path()));
                figures.addAll(together(server, rollouts, scratch.path()));
                return new Report(
                        "fleet-rollouts",
                        began,
                        settings.commit(),
                        settings.machine(fleet.clusters()
                                .getFirst()
                                .client()
                                .getKubernetesVersion()
                                .getGitVersion()),
                        load,
                        asked(),
                        figures);
            }
        }
    }

    private List<Map<String, ?>> registrations(LocalFleet fleet, Doors doors) {
        List<RealServer> real = fleet.clusters().stream()
                .map(cluster -> new RealServer(ManagedCluster.on(cluster).kubeconfig()))
                .toList();
        var all = new Tenants(doors);
        return IntStream.range(0, servers * tenants)
                .<Map<String, ?>>mapToObj(number ->
                        ManagedCluster.registration(name(number), all.another(real.get(number % real.size()))))
                .toList();
    }

    private static String name(int number) {
        return "cluster-%03d".formatted(number);
    }

    private List<Figure> stages(ServerProcess server, Rollouts rollouts, Path scratch) throws InterruptedException {
        List<String> clusters = IntStream.range(0, servers * tenants)
                .mapToObj(FleetBenchmark::name)
                .toList();
        rollouts.operator(OPERATOR, Tenants.NAMESPACE, scratch);
        progress.accept("installing on %d clusters".formatted(clusters.size()));
        Duration installed = rollouts.toEnd(rollouts.deploy(OPERATOR, SampleVersion.FIRST, clusters, DIRECT));
        progress.accept("rolling out to %d clusters in three stages".formatted(clusters.size()));
        Duration before = server.cpu();
        Duration took = rollouts.toEnd(rollouts.deploy(OPERATOR, SampleVersion.ADDS_A_FIELD, clusters, STAGES));
        double share = 100.0 * server.cpu().minus(before).toMillis() / took.toMillis();
        String what = "%d clusters, ".formatted(clusters.size());
        return List.of(
                Figure.of(what + "installed", seconds(installed), "s"),
                Figure.of(what + "three stages, from request to Completed", seconds(took), "s", GOAL_STAGES),
                Figure.of("server, share of one core meanwhile", share, "%", GOAL_CPU),
                Figure.of("server, resident at most", server.peakMiB(), "MiB", GOAL_MEMORY));
    }

    /// Ever more rollouts at once, with ever more replicas.
    private List<Figure> together(ServerProcess server, Rollouts rollouts, Path scratch) throws InterruptedException {
        var figures = new ArrayList<Figure>();
        var further = new ArrayList<ServerProcess>();
        try {
            int[][] rounds = settings.quick() ? new int[][] {{1, 3}, {2, 6}} : new int[][] {{1, 10}, {3, 30}, {3, 100}};
            for (int[] round : rounds) {
                while (further.size() + 1 < round[0]) {
                    progress.accept("starting replica %d".formatted(further.size() + 2));
                    further.add(server.another(scratch.resolve("replica-" + further.size()), UNLIMITED));
                }
                figures.addAll(round(rollouts, round[0], round[1], scratch));
            }
        } finally {
            further.forEach(ServerProcess::close);
        }
        return figures;
    }

    /// Each rollout installs an operator of its own on one cluster.
    private List<Figure> round(Rollouts rollouts, int replicas, int count, Path scratch) throws InterruptedException {
        String what = "%d rollouts at once, %d %s".formatted(count, replicas, replicas == 1 ? "replica" : "replicas");
        progress.accept(what);
        List<String> operators = IntStream.range(0, count)
                .mapToObj(number -> "of-%d-%d".formatted(count, number))
                .toList();
        operators.forEach(operator -> rollouts.operator(operator, Tenants.NAMESPACE, scratch));
        Instant since = Instant.now();
        var begun = new ArrayList<Rollouts.Begun>();
        for (int number = 0; number < count; number++) {
            begun.add(rollouts.deploy(
                    operators.get(number),
                    SampleVersion.FIRST,
                    List.of(name(number % (servers * tenants))),
                    Map.of("strategy", "Direct")));
        }
        var took = new ArrayList<Duration>();
        Duration all = Duration.ZERO;
        for (Rollouts.Begun rollout : begun) {
            Optional<Duration> one = rollouts.end(rollout);
            one.ifPresent(took::add);
            Duration end = one.map(duration -> rollout.since().plus(duration))
                    .map(instant -> Duration.between(since, instant))
                    .orElse(Duration.ZERO);
            all = all.compareTo(end) < 0 ? end : all;
        }
        if (took.isEmpty()) {
            throw new BenchmarkFailed("none of %s was Completed".formatted(what));
        }
        took.sort(null);
        return List.of(
                Figure.of(what + ", until the last is Completed", seconds(all), "s"),
                Figure.of(what + ", median of one", seconds(took.get(took.size() / 2)), "s"),
                Figure.of(what + ", not Completed", count - took.size(), "rollouts", NONE));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1000.0;
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put(
                "clusters",
                "%d: %d namespaces of each of %d real API servers over one etcd, each behind an HTTPS port of its own"
                        .formatted(servers * tenants, tenants, servers));
        asked.put("operator", "the sample operator; its pods are Ready on fake nodes");
        asked.put("stages", "10, 30 and 100 % of the clusters, without evaluation periods; checks are not left out");
        asked.put("server", "10 commands at a time in each replica, all on this machine with the API servers");
        return asked;
    }
}
