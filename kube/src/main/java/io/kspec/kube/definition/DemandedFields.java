package io.kspec.kube.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/// The fields of a definition that kspec demands: its spec, and the labels and annotations that it brings. Nothing of
/// what the API server keeps, and no mark of a Helm release.
final class DemandedFields {
    static final String KEEP = "helm.sh/resource-policy";
    static final Map<String, Set<String>> MARKS_OF_HELM = Map.of(
            "labels", Set.of("app.kubernetes.io/managed-by"),
            "annotations", Set.of("meta.helm.sh/release-name", "meta.helm.sh/release-namespace"));

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private DemandedFields() {}

    static ObjectNode of(JsonNode definition) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        JsonNode metadata = definition.path("metadata");
        ObjectNode ours = fields.putObject("metadata").put("name", name(definition));
        metadata(metadata, ours, "labels");
        metadata(metadata, ours, "annotations");
        fields.set("spec", definition.path("spec").deepCopy());
        return fields;
    }

    static String name(JsonNode definition) {
        return definition.path("metadata").path("name").asText("");
    }

    /// Whether a label or annotation says that a Helm release owns the object.
    static boolean isMarkOfHelm(String section, String name, String value) {
        return MARKS_OF_HELM.getOrDefault(section, Set.of()).contains(name)
                && (!section.equals("labels") || value.equals("Helm"));
    }

    private static void metadata(JsonNode from, ObjectNode into, String section) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        from.path(section).properties().stream()
                .filter(entry -> !entry.getKey().equals(LAST_APPLIED))
                .filter(entry ->
                        !isMarkOfHelm(section, entry.getKey(), entry.getValue().asText("")))
                .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
        if (!kept.isEmpty()) {
            into.set(section, kept);
        }
    }
}
