package io.kspec.kube.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Resource;

/// What is kept of an object: all but `metadata.managedFields`, and of a pod's status no more than its phase. These
/// are what changes most, what weighs most, and what no rule reads, unless a user wrote it
/// ([io.kspec.core.scan.Scan#readsBeyondTheEssence]). For the same reason the volume with a pod's token has one
/// name in all pods.
final class Essence {
    private static final String METADATA = "metadata";
    private static final String MANAGED_FIELDS = "managedFields";
    private static final String SPEC = "spec";
    private static final String STATUS = "status";
    private static final String PHASE = "phase";

    private Essence() {}

    /// A tree of its own where something is left out; the one given otherwise.
    static JsonNode of(Resource resource, JsonNode object) {
        if (!(object instanceof ObjectNode whole)) {
            return object;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.setAll(whole);
        if (whole.get(METADATA) instanceof ObjectNode metadata && metadata.has(MANAGED_FIELDS)) {
            ObjectNode fewer = JsonNodeFactory.instance.objectNode();
            fewer.setAll(metadata);
            fewer.remove(MANAGED_FIELDS);
            kept.set(METADATA, fewer);
        }
        if (resource == Resource.PODS && whole.has(SPEC)) {
            kept.set(SPEC, TokenVolume.renamed(whole.get(SPEC)));
        }
        if (resource == Resource.PODS && whole.get(STATUS) instanceof ObjectNode status) {
            ObjectNode phase = JsonNodeFactory.instance.objectNode();
            if (status.has(PHASE)) {
                phase.set(PHASE, status.get(PHASE));
            }
            kept.set(STATUS, phase);
        }
        return kept;
    }
}
