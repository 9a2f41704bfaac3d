package io.kspec.local;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Several real API servers over one etcd, each with data of its own: many small clusters where few whole ones fit.
///
/// ```java
/// LocalOptions slim = LocalOptions.apiServerOnly();
/// try (LocalFleet fleet = LocalFleet.start(10, slim, Progress.silent())) {
///     fleet.clusters().getFirst().client().namespaces().list();
/// }
/// ```
/// A cluster of the fleet is like any other, but its etcd ends with the fleet: close the fleet, not its clusters. An
/// API server alone takes about 300 MB, the other components 150 MB more; the fleet is at most [#MOST] for that.
/// What a killed owner leaves is removed at the next start, as with single clusters.
public final class LocalFleet implements AutoCloseable {
    /// How many clusters a fleet may have.
    public static final int MOST = 10;

    /// A starting API server keeps a core busy for some seconds.
    private static final int AT_A_TIME = 2;

    private final ControlPlane etcd;
    private final List<LocalKubernetes> clusters;

    private LocalFleet(ControlPlane etcd, List<LocalKubernetes> clusters) {
        this.etcd = etcd;
        this.clusters = List.copyOf(clusters);
    }

    /// Starts so many clusters, two at a time, and returns when all are ready.
    ///
    /// @param count 1–[#MOST]
    /// @param options of each cluster; where logs are kept, each gets a directory of its own
    /// @throws LocalKubernetesException if one of them does not start, which [LocalKubernetes#start] would throw;
    ///     no cluster of the fleet then keeps running
    /// @throws IllegalArgumentException if `count` is out of range
    public static LocalFleet start(int count, LocalOptions options, Progress progress) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("count is %d, not 1–%d".formatted(count, MOST));
        }
        Surroundings surroundings = Surroundings.ofThisProcess();
        ControlPlane etcd = ClusterStart.etcd(keptApart(options, "etcd"), progress, surroundings);
        List<Future<LocalKubernetes>> starts;
        try (ExecutorService starters = Executors.newFixedThreadPool(AT_A_TIME)) {
            starts = IntStream.range(0, count)
                    .mapToObj(number -> keptApart(options, "cluster-" + number))
                    .map(one -> starters.submit(() -> ClusterStart.member(etcd, one, progress, surroundings)))
                    .toList();
        }
        var fleet = new LocalFleet(etcd, resultsOf(starts));
        fleet.requireAll(starts);
        return fleet;
    }

    private static List<LocalKubernetes> resultsOf(List<Future<LocalKubernetes>> starts) {
        return starts.stream()
                .filter(start -> start.state() == Future.State.SUCCESS)
                .map(Future::resultNow)
                .toList();
    }

    private void requireAll(List<Future<LocalKubernetes>> starts) {
        starts.stream()
                .filter(start -> start.state() != Future.State.SUCCESS)
                .findFirst()
                .ifPresent(failed -> {
                    close();
                    throw new LocalKubernetesException(
                            "%d of %d clusters of a fleet did not start"
                                    .formatted(starts.size() - clusters.size(), starts.size()),
                            etcd.setup().files().id(),
                            "The first of them: %s"
                                    .formatted(failed.exceptionNow().getMessage()),
                            failed.exceptionNow());
                });
    }

    /// The clusters, in no order that means something.
    public List<LocalKubernetes> clusters() {
        return clusters;
    }

    /// Ends every cluster, and then the etcd. Closing again does nothing.
    @Override
    public void close() {
        clusters.parallelStream().forEach(LocalKubernetes::close);
        etcd.close();
    }

    private static LocalOptions keptApart(LocalOptions options, String name) {
        return options.logsKeptIn()
                .map(directory -> options.withLogsKeptIn(directory.resolve(name)))
                .orElse(options);
    }
}
