package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.core.failure.Failure;
import io.kspec.server.chart.ChartArchive;
import io.kspec.server.release.ReleaseRecords.Stored;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads from Helm's records what it takes to install a release again that somebody else installed.
///
/// Helm keeps chart and values, but no subcharts. So what was read is rendered, and used only when all that the
/// release consists of comes out.
@Singleton
public final class RecordedReleases {
    private static final Duration UNUSED = Duration.ofMinutes(1);
    private final ChartRenderer renderer;

    @Inject
    public RecordedReleases(ChartRenderer renderer) {
        this.renderer = renderer;
    }

    public Recorded inForce(ClusterAccess cluster, ReleaseName release) {
        try {
            List<Stored> all = new ReleaseRecords(cluster.client(), release).all();
            return switch (RecordedState.of(all)) {
                case ReleaseState.Absent _, ReleaseState.Uninstalling _ -> new Recorded.Nothing();
                case ReleaseState.Deployed(ReleaseRevision revision) -> read(cluster, release, all, revision);
                case ReleaseState.Failed failed -> read(cluster, release, all, failed.lastDeployed());
                case ReleaseState.Pending pending -> read(cluster, release, all, pending.lastDeployed());
                case ReleaseState.Undecidable(String why) -> unusable(release, "Helm's records contradict: " + why);
                case ReleaseState.Unreadable(Failure why) -> new Recorded.Unusable(why);
            };
        } catch (KubernetesClientException refused) {
            return new Recorded.Unusable(Releases.failure(cluster, refused, release));
        } catch (UncheckedIOException | IllegalArgumentException foreign) {
            return unusable(release, String.valueOf(foreign.getMessage()));
        }
    }

    private Recorded read(
            ClusterAccess cluster, ReleaseName release, List<Stored> all, Optional<ReleaseRevision> revision) {
        return revision.map(known -> read(cluster, release, all, known)).orElseGet(Recorded.Nothing::new);
    }

    private Recorded read(ClusterAccess cluster, ReleaseName release, List<Stored> all, ReleaseRevision revision) {
        JsonNode payload = all.stream()
                .filter(stored -> stored.number() == revision.number())
                .findFirst()
                .orElseThrow()
                .payload();
        ChartArchive chart = RecordedChart.packed(payload.path("chart"));
        ObjectNode values =
                payload.path("config") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        var request = new ReleaseRequest(release, chart, values, Set.of(), UNUSED);
        return switch (renderer.render(request, Releases.kubernetesVersion(cluster))) {
            case Rendering.Refused(Failure why) -> unusable(release, why.what());
            case Rendering.Rendered rendered -> {
                List<String> missing = missing(payload.path("manifest").asText(), rendered);
                yield missing.isEmpty()
                        ? new Recorded.InForce(
                                revision.number(), revision.chart(), revision.version(), chart, values.deepCopy())
                        : unusable(
                                release,
                                "Helm's record lacks what makes %s, as it does for subcharts"
                                        .formatted(missing.getFirst()));
            }
        };
    }

    /// What the release consists of and the chart of its record does not render.
    private static List<String> missing(String manifest, Rendering.Rendered rendered) {
        Manifest recorded = Manifest.read("manifest", manifest);
        Set<String> rebuilt = Stream.concat(rendered.objects().stream(), rendered.crds().stream())
                .map(RecordedReleases::identity)
                .collect(Collectors.toSet());
        return Stream.concat(recorded.objects().stream(), recorded.crds().stream())
                .map(RecordedReleases::identity)
                .filter(object -> !rebuilt.contains(object))
                .toList();
    }

    private static String identity(JsonNode object) {
        return object.path("kind").asText() + " " + Manifest.name(object);
    }

    private static Recorded unusable(ReleaseName release, String what) {
        return new Recorded.Unusable(new Failure.Malformed(
                "somebody else installed it, and kspec could not bring it back: " + what,
                release.toString(),
                "Uninstall it with Helm (its custom resources stay when its definitions do), then roll out."));
    }
}
