package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.lifecycle.inventory.CanonicalHash;
import io.kspec.server.release.ReleaseRecords.Stored;
import java.util.List;
import java.util.Optional;

/// What Helm's records say together.
final class RecordedState {
    private RecordedState() {}

    /// @param stored the newest first
    static ReleaseState of(List<Stored> stored) {
        List<Stored> deployed =
                stored.stream().filter(each -> each.status().equals("deployed")).toList();
        if (stored.isEmpty() || stored.getFirst().status().equals("uninstalled")) {
            return new ReleaseState.Absent();
        }
        if (deployed.size() > 1) {
            return new ReleaseState.Undecidable("revisions %s are all recorded as deployed"
                    .formatted(deployed.stream().map(Stored::number).toList()));
        }
        ReleaseRevision newest = revision(stored.getFirst());
        Optional<ReleaseRevision> last = deployed.stream().findFirst().map(RecordedState::revision);
        return switch (newest.status()) {
            case "deployed" -> new ReleaseState.Deployed(newest);
            case "failed" -> new ReleaseState.Failed(newest, last);
            case "uninstalling" -> new ReleaseState.Uninstalling(newest);
            case "pending-install" -> new ReleaseState.Pending(ReleaseState.Pending.Kind.INSTALL, newest, last);
            case "pending-upgrade" -> new ReleaseState.Pending(ReleaseState.Pending.Kind.UPGRADE, newest, last);
            case "pending-rollback" -> new ReleaseState.Pending(ReleaseState.Pending.Kind.ROLLBACK, newest, last);
            default ->
                new ReleaseState.Undecidable(
                        "revision %d is recorded as %s".formatted(newest.number(), newest.status()));
        };
    }

    static ReleaseRevision revision(Stored stored) {
        JsonNode metadata = stored.payload().path("chart").path("metadata");
        return new ReleaseRevision(
                stored.number(),
                stored.status(),
                metadata.path("name").asText(),
                metadata.path("version").asText(),
                digest(stored.payload().path("config")),
                Manifest.read("manifest", stored.payload().path("manifest").asText()).crds().stream()
                        .map(Manifest::name)
                        .toList());
    }

    /// SHA-256 over the values with sorted keys; no values and an empty map are the same.
    static String digest(JsonNode values) {
        return CanonicalHash.of(values.isObject() ? values : JsonNodeFactory.instance.objectNode());
    }
}
