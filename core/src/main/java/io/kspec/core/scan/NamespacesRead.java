package io.kspec.core.scan;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.scope.NamespaceLabels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The labels of namespaces out of Namespace objects.
public final class NamespacesRead {
    private NamespacesRead() {}

    /// What is known after reading these objects.
    ///
    /// @param objects of any kind; those that are no Namespace are passed over
    public static NamespaceLabels of(List<JsonNode> objects) {
        var labels = new HashMap<String, Map<String, String>>();
        for (JsonNode object : objects) {
            String name = object.path("metadata").path("name").asText("");
            if (object.path("kind").asText("Namespace").equals("Namespace") && !name.isEmpty()) {
                var ofOne = new HashMap<String, String>();
                ofOne.put("kubernetes.io/metadata.name", name);
                object.path("metadata")
                        .path("labels")
                        .properties()
                        .forEach(label ->
                                ofOne.put(label.getKey(), label.getValue().asText("")));
                labels.put(name, Map.copyOf(ofOne));
            }
        }
        return namespace -> Optional.ofNullable(labels.get(namespace));
    }
}
