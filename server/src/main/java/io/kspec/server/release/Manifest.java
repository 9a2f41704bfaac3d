package io.kspec.server.release;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.document.Broken;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.document.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Objects of a text that Helm rendered, told apart by what Helm does with them.
record Manifest(List<JsonNode> objects, List<JsonNode> crds, List<JsonNode> hooks, Optional<Broken> broken) {
    private static final String HOOK = "helm.sh/hook";

    static Manifest read(String source, String text) {
        var objects = new ArrayList<JsonNode>();
        var crds = new ArrayList<JsonNode>();
        var hooks = new ArrayList<JsonNode>();
        Optional<Broken> broken = Optional.empty();
        for (Parsed part : Documents.read(source, text)) {
            switch (part) {
                case Broken found -> broken = broken.or(() -> Optional.of(found));
                case Document document -> {
                    JsonNode object = document.json();
                    if (isCrd(object)) {
                        crds.add(object);
                    } else if (isHook(object)) {
                        hooks.add(object);
                    } else if (object.isObject()) {
                        objects.add(object);
                    }
                }
            }
        }
        return new Manifest(objects, crds, hooks, broken);
    }

    /// One JSON object per document, which Helm reads as the YAML it is.
    static String written(List<JsonNode> objects) {
        return objects.stream().map(JsonNode::toString).collect(Collectors.joining("\n---\n"));
    }

    static boolean isCrd(JsonNode object) {
        return object.path("kind").asText().equals("CustomResourceDefinition");
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    private static boolean isHook(JsonNode object) {
        return object.path("metadata").path("annotations").has(HOOK);
    }
}
