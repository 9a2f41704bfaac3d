package io.kspec.lifecycle.crd.object.schema;

import java.util.Map;
import java.util.Optional;

/// Finds the node that a path names: `spec.dnsNames[]`, `spec.labels{}`. Names may hold dots; the first reading that
/// leads somewhere is taken.
final class SchemaPath {
    private SchemaPath() {}

    static Optional<SchemaNode> find(SchemaNode node, String path) {
        if (path.isEmpty()) {
            return Optional.of(node);
        }
        if (path.startsWith("[]")) {
            return node.shape().items().flatMap(entry -> find(entry, path.substring(2)));
        }
        if (path.startsWith("{}")) {
            return node.shape().additional().schema().flatMap(value -> find(value, path.substring(2)));
        }
        String rest = path.startsWith(".") ? path.substring(1) : path;
        return node.shape().properties().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(property -> rest.startsWith(property.getKey()))
                .filter(property -> isEnd(rest.substring(property.getKey().length())))
                .flatMap(property -> find(
                        property.getValue(), rest.substring(property.getKey().length()))
                        .stream())
                .findFirst();
    }

    private static boolean isEnd(String rest) {
        return rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[]") || rest.startsWith("{}");
    }
}
