package io.kspec.bench.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.Resources;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Listing;
import io.kspec.core.cluster.Reading;
import io.kspec.core.cluster.Resource;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.Scan;
import io.kspec.core.scan.ScanResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A process of its own with a small heap: reads ten thousand pods, scans them a few times, and prints how long the
/// last scan took, in milliseconds, and how much heap was in use after it, in MiB.
public final class TenThousandPods {
    static final int PODS = 10_000;
    private static final int SCANS = 4;
    private static final int PER_NAMESPACE = 20;
    private static final long MIB = 1024 * 1024;
    private static final Instant NOW = Instant.EPOCH;

    private TenThousandPods() {}

    public static void main(String[] arguments) throws JsonProcessingException {
        Rulebook rulebook = EngineSubjects.rulebook(EngineSubjects.production());
        ClusterView cluster = cluster();
        double millis = 0;
        for (int scan = 0; scan < SCANS; scan++) {
            long from = System.nanoTime();
            ScanResult result = Scan.cluster(rulebook, cluster, NOW);
            millis = (System.nanoTime() - from) / 1e6;
            if (result.summary().failed() == 0) {
                throw new BenchmarkFailed("nothing failed, so nothing was judged");
            }
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%.3f %.3f%n", millis, (runtime.totalMemory() - runtime.freeMemory()) / (double) MIB);
    }

    /// Every pod is read from text of its own, as from an answer of the API server.
    private static ClusterView cluster() throws JsonProcessingException {
        var mapper = new ObjectMapper();
        String text = ((Document) Documents.read("pod.yaml", Resources.text(TenThousandPods.class, "small-pod.yaml"))
                        .getFirst())
                .json()
                .toString();
        List<JsonNode> pods = new ArrayList<>();
        for (int number = 0; number < PODS; number++) {
            ObjectNode pod = (ObjectNode) mapper.readTree(text);
            pod.withObject("/metadata")
                    .put("name", "checkout-%05d".formatted(number))
                    .put("namespace", "team-%03d".formatted(number / PER_NAMESPACE))
                    .put("uid", "uid-%05d".formatted(number));
            pods.add(pod);
        }
        Map<Resource, Listing> listings = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            listings.put(resource, Listing.complete(List.of()));
        }
        listings.put(Resource.PODS, Listing.complete(pods));
        return new ClusterView(new Reading.Known<>("v1.35.4"), new Reading.Known<>(Set.of()), listings, NOW);
    }
}
