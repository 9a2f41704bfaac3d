package io.kspec.bench.server;

import io.kspec.bench.Settings;
import io.kspec.bench.result.Figure;
import io.kspec.bench.result.Latencies;
import io.kspec.bench.result.Latencies.Goals;
import io.kspec.bench.result.Machine;
import io.kspec.bench.result.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// How fast the server's API answers with a large fleet in its database.
public final class ServerApiBenchmark {
    private static final Goals GOAL_LIST = Goals.p99(10);
    private static final Goals GOAL_DEPLOY = Goals.p99(50);
    private static final Goals GOAL_HEALTH = Goals.p99(2000);
    private static final double LISTS_PER_SECOND = 50;

    /// Some ten thousand until they are measured, about as many as all users may ask for: a replica lives for days, and
    /// what its compiler does in its first minutes would hide what a list costs.
    private static final double WARM_UP_LISTS_PER_SECOND = 90;

    private static final double DEPLOYMENTS_PER_SECOND = 8;
    private static final double LOOKS_PER_SECOND = 10;
    private static final int PAGE = 20;
    private static final int TARGETS = 10;

    private final Settings settings;
    private final Consumer<String> progress;
    private final int operators;
    private final int clusters;
    private final int people;
    private final Duration warmUpOfLists;
    private final Duration warmUp;
    private final Duration time;
    private int deployed;

    public ServerApiBenchmark(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.operators = settings.times(100, 500);
        this.clusters = settings.times(10, 100);
        this.people = settings.times(30, 100);
        this.warmUpOfLists = Duration.ofSeconds(settings.times(3, 120));
        this.warmUp = Duration.ofSeconds(settings.times(3, 45));
        this.time = Duration.ofSeconds(settings.times(4, 30));
    }

    public Report run() throws InterruptedException {
        Instant began = Instant.now();
        double load = Machine.loadAverage();
        progress.accept("starting an API server");
        try (var scratch = Scratch.make();
                var cluster = ManagedCluster.bare()) {
            progress.accept("starting the server and its database");
            try (var server = ServerProcess.start(scratch.path(), Map.of("KSPEC_ROLLOUTS_WORKERS", "0"))) {
                List<ServerUser> users = server.administrator().people(people);
                progress.accept("%d operators on %d clusters".formatted(operators, clusters));
                var registry = new Registry(server, users);
                String kubeconfig = cluster.kubeconfig();
                registry.clusters(
                        clusters, number -> ManagedCluster.registration(Registry.cluster(number), kubeconfig));
                registry.operators(operators, scratch.path());
                registry.deployments();
                return new Report(
                        "server-api",
                        began,
                        settings.commit(),
                        settings.machine(cluster.kubernetesVersion()),
                        load,
                        asked(),
                        figures(server, users));
            }
        }
    }

    private List<Figure> figures(ServerProcess server, List<ServerUser> users) {
        int pages = operators / PAGE;
        Duration before = server.cpu();
        var figures = new ArrayList<Figure>();
        IntFunction<ServerUser.Answer> list = number -> users.get(number % users.size())
                .get("/operators?limit=%d&offset=%d".formatted(PAGE, number % pages * PAGE));
        warm("GET operators", WARM_UP_LISTS_PER_SECOND, warmUpOfLists, 200, list);
        figures.addAll(measured("GET operators", LISTS_PER_SECOND, 200, list).figures("GET operators", GOAL_LIST));
        figures.addAll(measured("POST deployments", DEPLOYMENTS_PER_SECOND, 202, _ -> deploy(users))
                .figures("POST deployments", GOAL_DEPLOY));
        figures.addAll(measured("GET cluster health", LOOKS_PER_SECOND, 200, number -> users.get(number % users.size())
                        .get("/clusters/%s/health".formatted(Registry.cluster(number % clusters))))
                .figures("GET cluster health", GOAL_HEALTH));
        figures.add(
                Figure.of("server, processor time", server.cpu().minus(before).toMillis() / 1000.0, "s"));
        figures.add(Figure.of("server, resident at most", server.peakMiB(), "MiB"));
        return figures;
    }

    private Latencies measured(String what, double perSecond, int wanted, IntFunction<ServerUser.Answer> call) {
        warm(what, perSecond, warmUp, wanted, call);
        progress.accept("%s, %.0f a second: measuring for %d s".formatted(what, perSecond, time.toSeconds()));
        return ArrivingCalls.at(perSecond, time, call, wanted).demandRightAnswers(what);
    }

    private void warm(String what, double perSecond, Duration time, int wanted, IntFunction<ServerUser.Answer> call) {
        progress.accept("%s, %.0f a second: warming up for %d s".formatted(what, perSecond, time.toSeconds()));
        ArrivingCalls.at(perSecond, time, call, wanted).demandRightAnswers(what);
    }

    /// Each asks for another operator, on clusters that no other rollout of it holds.
    private ServerUser.Answer deploy(List<ServerUser> users) {
        int number = next();
        int first = number / operators * TARGETS;
        return users.get(number % users.size())
                .post(
                        "/deployments",
                        Map.of(
                                "operatorName",
                                Registry.operator(number % operators),
                                "targetVersion",
                                "1.0.0",
                                "strategy",
                                "Direct",
                                "targetClusters",
                                IntStream.range(first, first + TARGETS)
                                        .mapToObj(each -> Registry.cluster(each % clusters))
                                        .toList()));
    }

    private synchronized int next() {
        return deployed++;
    }

    private Map<String, String> asked() {
        var asked = new LinkedHashMap<String, String>();
        asked.put("fleet", "%d operators, each deployed on %d clusters".formatted(operators, clusters));
        asked.put("clusters", "registered under %d names at one real API server".formatted(clusters));
        asked.put("operators", "registered through the API; where they run is copied in the database");
        asked.put("transport", "HTTP/1.1 keep-alive over TLS");
        asked.put("users", "%d, each within the limits of 60 reads and 10 writes a minute".formatted(people));
        asked.put(
                "rates",
                "%.0f lists, %.0f deployments and %.0f looks at a cluster's health a second, random arrivals"
                        .formatted(LISTS_PER_SECOND, DEPLOYMENTS_PER_SECOND, LOOKS_PER_SECOND));
        asked.put("GET operators", "pages of %d, one after the other".formatted(PAGE));
        asked.put(
                "POST deployments",
                "%d clusters each; this replica works on no rollout (kspec.rollouts.workers=0)".formatted(TARGETS));
        asked.put("warm-up and time", "%d s and %d s for each".formatted(warmUp.toSeconds(), time.toSeconds()));
        asked.put(
                "GET operators, before that",
                "%.0f a second for %d s".formatted(WARM_UP_LISTS_PER_SECOND, warmUpOfLists.toSeconds()));
        return asked;
    }
}
