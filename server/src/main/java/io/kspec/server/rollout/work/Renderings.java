package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.workload.WorkloadRef;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.server.release.ChartRenderer;
import io.kspec.server.release.ReleaseName;
import io.kspec.server.release.ReleaseRequest;
import io.kspec.server.release.Rendering;
import io.kspec.server.rollout.work.RevisionStore.Found;
import io.kspec.server.rollout.work.RevisionStore.Installable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What revisions consist of in a namespace.
@Singleton
final class Renderings {
    private static final Duration UNUSED = Duration.ofMinutes(1);
    private final RevisionStore revisions;
    private final ChartRenderer renderer;

    @Inject
    Renderings(RevisionStore revisions, ChartRenderer renderer) {
        this.revisions = revisions;
        this.renderer = renderer;
    }

    Rendering of(Revision revision, ReleaseName release, Optional<String> kubernetesVersion) {
        return switch (revisions.find(revision)) {
            case Found.Gone(Failure why) -> new Rendering.Refused(why);
            case Found.Here(Installable installable) -> of(installable, release, kubernetesVersion);
        };
    }

    Rendering of(Installable installable, ReleaseName release, Optional<String> kubernetesVersion) {
        return renderer.render(
                new ReleaseRequest(release, installable.chart(), installable.values(), Set.of(), UNUSED),
                kubernetesVersion);
    }

    /// What health is asked of.
    static ProbedOperator probed(Rendering.Rendered rendered, String namespace) {
        return new ProbedOperator(
                rendered.objects().stream()
                        .flatMap(object -> workload(object, namespace).stream())
                        .toList(),
                named(rendered.objects(), "ValidatingWebhookConfiguration"),
                named(rendered.objects(), "MutatingWebhookConfiguration"),
                Optional.empty(),
                rendered.crds().stream().map(Renderings::name).toList());
    }

    private static Optional<WorkloadRef> workload(JsonNode object, String namespace) {
        return Arrays.stream(WorkloadRef.Kind.values())
                .filter(kind -> kind.text().equals(object.path("kind").asText()))
                .findFirst()
                .map(kind ->
                        new WorkloadRef(kind, object.at("/metadata/namespace").asText(namespace), name(object)));
    }

    private static List<String> named(List<JsonNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .map(Renderings::name)
                .toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
