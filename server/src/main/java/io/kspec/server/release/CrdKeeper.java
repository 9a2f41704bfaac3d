package io.kspec.server.release;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.failure.Failure;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps Helm from deleting CustomResourceDefinitions that a release of somebody else still owns: Helm removes what
/// the manifest before had and the next one has not, and with a definition every object of its kind.
final class CrdKeeper {
    private static final String MANAGER = "kspec-crds";

    private CrdKeeper() {}

    /// Marks the definitions that the release owns so that an upgrade leaves them; a failure when one cannot be.
    static Optional<Failure> keep(ClusterAccess cluster, ReleaseState state) {
        var writer = new ObjectWriter(cluster.client(), MANAGER);
        for (String name : owned(state)) {
            Outcome outcome = writer.write(new Change.Demand(
                    ObjectKind.CUSTOM_RESOURCE_DEFINITION,
                    marked(name),
                    MANAGER,
                    "the release that owns it is upgraded without it"));
            if (outcome instanceof Outcome.Refused refused) {
                return Optional.of(refused.why());
            }
        }
        return Optional.empty();
    }

    /// An uninstall reads the mark from the recorded manifest, where it cannot be set afterwards.
    static Optional<Failure> objection(ReleaseState state, ReleaseName release) {
        List<String> owned = owned(state);
        return owned.isEmpty()
                ? Optional.empty()
                : Optional.of(new Failure.Malformed(
                        "uninstalling it would delete %s and every object of these kinds".formatted(owned),
                        release.toString(),
                        "Upgrade the release with kspec first: that takes the definitions out of it."));
    }

    private static List<String> owned(ReleaseState state) {
        return switch (state) {
            case ReleaseState.Absent _, ReleaseState.Undecidable _, ReleaseState.Unreadable _ -> List.of();
            case ReleaseState.Deployed(ReleaseRevision revision) -> revision.crds();
            case ReleaseState.Uninstalling(ReleaseRevision newest) -> newest.crds();
            case ReleaseState.Failed failed -> of(failed.newest(), failed.lastDeployed());
            case ReleaseState.Pending pending -> of(pending.newest(), pending.lastDeployed());
        };
    }

    private static List<String> of(ReleaseRevision newest, Optional<ReleaseRevision> last) {
        return Stream.concat(newest.crds().stream(), last.stream().flatMap(revision -> revision.crds().stream()))
                .distinct()
                .toList();
    }

    private static ObjectNode marked(String name) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition
                .put("apiVersion", ObjectKind.CUSTOM_RESOURCE_DEFINITION.apiVersion())
                .put("kind", ObjectKind.CUSTOM_RESOURCE_DEFINITION.kind());
        definition
                .putObject("metadata")
                .put("name", name)
                .putObject("annotations")
                .put("helm.sh/resource-policy", "keep");
        return definition;
    }
}
