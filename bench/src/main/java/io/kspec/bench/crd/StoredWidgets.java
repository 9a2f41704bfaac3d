package io.kspec.bench.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.cluster.Until;
import io.kspec.bench.server.Widgets;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.RequestPace;
import io.kspec.kube.customresource.CustomResources;
import io.kspec.kube.customresource.StoredKind;
import io.kspec.kube.customresource.Visitor;
import io.kspec.kube.customresource.Walk;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.kube.definition.Conditions;
import io.kspec.kube.definition.Definitions;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.object.EvidenceCollector;
import io.kspec.lifecycle.crd.object.Outcome;
import io.kspec.lifecycle.crd.object.Simulation;
import io.kspec.lifecycle.crd.object.VersionSchema;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/// Widgets on a real API server, read and put through what a changed schema would do with them. The changed schema
/// has no note any more, and allows half of the sizes: every object loses a field, every second one is invalid.
final class StoredWidgets {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SIZES = 1000;

    /// Of the server's setting `kspec.clusters.pages-per-second`.
    private static final int PAGES_PER_SECOND = 20;

    private static final String NOTE = "What somebody wanted to remember of this widget, at some length. ".repeat(15);

    private final KubernetesClient client;
    private final ApiCalls calls;

    StoredWidgets(KubernetesClient client) {
        this.client = client;
        this.calls = new ApiCalls(client, PATIENCE);
    }

    void create(int count) throws InterruptedException {
        client.resource(SampleCharts.definition(SampleVersion.FIRST)).create();
        Until.so(PATIENCE, "served definition", () -> Conditions.missing(live()).isEmpty());
        new Widgets(client).create(count, SIZES, NOTE);
    }

    /// What one judgement took.
    ///
    /// @param whole from the definition in the cluster to the evidence
    /// @param simulating thereof, for objects that were read
    record Judged(Duration whole, Duration simulating) {}

    /// Reads them all and puts each through the change.
    Judged judge(int count) {
        long from = System.nanoTime();
        ObjectNode live = live();
        ObjectNode next = changed();
        VersionSchema today = VersionSchema.of(live, "v1").orElseThrow();
        Comparison comparison =
                CrdComparison.compare(Optional.of(CrdSubjects.read(live)), CrdSubjects.read(next), Surroundings.none());
        Simulation simulation =
                Simulation.of(today, VersionSchema.of(next, "v1").orElseThrow(), Ratcheting.ON);
        var collecting = new Collecting(EvidenceCollector.of(
                "bench",
                today,
                simulation,
                comparison.findings().stream().map(Finding::path).collect(Collectors.toSet())));
        Walk walk = new CustomResources(calls, new RequestPace(PAGES_PER_SECOND), WalkLimits.generous())
                .walk(StoredKind.of(live).orElseThrow(), collecting);
        long took = System.nanoTime() - from;
        if (!(walk instanceof Walk.Complete complete) || complete.objects() != count || collecting.bad != count / 2) {
            throw new BenchmarkFailed("of %d objects %d were found bad: %s".formatted(count, collecting.bad, walk));
        }
        return new Judged(Duration.ofNanos(took), Duration.ofNanos(collecting.nanos));
    }

    private ObjectNode live() {
        return switch (new Definitions(calls).read(SampleCharts.DEFINITION)) {
            case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> found) -> found.orElseThrow();
            case Reading.Unknown<Optional<ObjectNode>> unknown ->
                throw new BenchmarkFailed(unknown.why().sentence());
        };
    }

    private static ObjectNode changed() {
        ObjectNode next =
                Serialization.unmarshal(SampleCharts.definition(SampleVersion.REMOVES_A_FIELD), ObjectNode.class);
        next.withObject("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size")
                .put("maximum", SIZES / 2 - 1);
        return next;
    }

    private static final class Collecting implements Visitor {
        private final EvidenceCollector collector;
        private long nanos;
        private int bad;

        Collecting(EvidenceCollector collector) {
            this.collector = collector;
        }

        @Override
        public void begin() {
            if (nanos > 0) {
                throw new BenchmarkFailed("the list had to begin again");
            }
        }

        @Override
        public void visit(ObjectNode object) {
            long from = System.nanoTime();
            if (collector.add(object).has(Outcome.Kind.UNRECREATABLE)) {
                bad++;
            }
            nanos += System.nanoTime() - from;
        }
    }
}
