package io.kspec.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.verdict.SubjectRef;
import java.util.LinkedHashMap;
import java.util.Map;

/// What observations point at. A reference to an object defines it: nothing points at what is not defined.
final class OscalSubjects {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final OscalKeys keys;
    private final Provenance provenance;
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();

    OscalSubjects(OscalKeys keys, Provenance provenance) {
        this.keys = keys;
        this.provenance = provenance;
    }

    /// Everything that was judged, as one subject.
    ObjectNode whole() {
        return subject(keys.uuid("whole"), "component");
    }

    ObjectNode object(SubjectRef subject) {
        SubjectRef object = subject.in("");
        String uuid = keys.uuid("object %s %s".formatted(object.apiVersion(), ObjectName.slashed(object)));
        items.computeIfAbsent(uuid, _ -> item(uuid, object));
        return subject(uuid, "inventory-item");
    }

    ObjectNode definitions() {
        ObjectNode definitions = JSON.objectNode();
        definitions
                .putArray("components")
                .addObject()
                .put("uuid", keys.uuid("whole"))
                .put("type", "system")
                .put("title", OscalText.line(provenance.subject()))
                .put("description", description())
                .putObject("status")
                .put("state", "operational");
        if (!items.isEmpty()) {
            ArrayNode list = definitions.putArray("inventory-items");
            items.values().forEach(list::add);
        }
        return definitions;
    }

    private String description() {
        return switch (provenance.of()) {
            case CLUSTER -> "The Kubernetes cluster that was judged.";
            case FILES -> "The manifests that were judged; no cluster was asked.";
        };
    }

    private static ObjectNode item(String uuid, SubjectRef object) {
        ObjectNode item = JSON.objectNode();
        item.put("uuid", uuid);
        item.put("description", OscalText.line(object.display()));
        item.putArray("props")
                .add(OscalReport.property("api-version", object.apiVersion()))
                .add(OscalReport.property("kind", object.kind()))
                .add(OscalReport.property("namespace", object.namespace()))
                .add(OscalReport.property("name", object.name()));
        return item;
    }

    private static ObjectNode subject(String uuid, String type) {
        return JSON.objectNode().put("subject-uuid", uuid).put("type", type);
    }
}
