package io.kspec.kube.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.object.ClusterEvidence.Extent;
import io.kspec.lifecycle.crd.object.Evidence;
import io.kspec.lifecycle.crd.object.EvidenceCollector;
import io.kspec.lifecycle.crd.object.ObjectSource;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The custom resources of a cluster as evidence about a change of their definition. Reads pages, keeps none.
///
/// What may not be read, and what lies beyond the limits, is a gap: the evidence then lowers nothing.
public final class ClusterObjects implements ObjectSource {
    private final String name;
    private final Ratcheting ratcheting;
    private final CustomResources resources;
    private final InstantSource clock;

    /// Those of one cluster.
    ///
    /// @param name  the cluster's; may be empty
    /// @param clock against which evidence is fresh
    public ClusterObjects(String name, Ratcheting ratcheting, CustomResources resources, InstantSource clock) {
        this.name = name;
        this.ratcheting = ratcheting;
        this.resources = resources;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ratcheting ratcheting() {
        return ratcheting;
    }

    @Override
    public Seen read(Crd live, String version, Supplier<EvidenceCollector> begin) {
        Optional<StoredKind> kind = StoredKind.of(live.json(), version);
        if (kind.isEmpty()) {
            return new Seen(
                    Evidence.NONE,
                    List.of(new Failure.Malformed(
                            "version %s is not served".formatted(version),
                            live.name(),
                            "Serve it while its objects are looked at.")));
        }
        Instant since = clock.instant();
        var collecting = new Collecting(begin);
        return switch (resources.walk(kind.get(), collecting)) {
            case Walk.Complete all ->
                new Seen(collecting.collector.evidence(Extent.COMPLETE, since, all.resourceVersion()), List.of());
            case Walk.Partial some -> new Seen(collecting.collector.evidence(Extent.PARTIAL, since, ""), some.gaps());
            case Walk.Unread none -> new Seen(Evidence.NONE, List.of(none.why()));
        };
    }

    private static final class Collecting implements Visitor {
        private final Supplier<EvidenceCollector> begin;
        private EvidenceCollector collector;

        Collecting(Supplier<EvidenceCollector> begin) {
            this.begin = begin;
            this.collector = begin.get();
        }

        @Override
        public void begin() {
            collector = begin.get();
        }

        @Override
        public void visit(ObjectNode object) {
            collector.add(object);
        }
    }
}
