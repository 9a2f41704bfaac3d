package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/// Finds the values of a path in an object: dotted, `[]` for items, `{}` for values of maps. Names may hold dots;
/// whatever a path may mean counts.
final class Occurrences {
    private Occurrences() {}

    static void each(JsonNode value, String path, Consumer<JsonNode> use) {
        if (path.isEmpty()) {
            use.accept(value);
        } else if (path.startsWith("[]") && value.isArray()) {
            value.forEach(item -> each(item, path.substring(2), use));
        } else if (path.startsWith("{}") && value.isObject()) {
            value.forEach(entry -> each(entry, path.substring(2), use));
        } else if (value.isObject()) {
            String rest = path.startsWith(".") ? path.substring(1) : path;
            for (var field : value.properties()) {
                if (isFirst(field.getKey(), rest)) {
                    each(field.getValue(), rest.substring(field.getKey().length()), use);
                }
            }
        }
    }

    /// Whether an entry of `managedFields` owns a place of the path, or something above or below it.
    static boolean isOwned(JsonNode fields, String path) {
        if (path.isEmpty() || fields.isEmpty()) {
            return true;
        }
        if (path.startsWith("[]") || path.startsWith("{}")) {
            boolean divided = false;
            for (var field : fields.properties()) {
                if (!field.getKey().equals(".")) {
                    divided = true;
                    if (isOwned(field.getValue(), path.substring(2))) {
                        return true;
                    }
                }
            }
            return !divided;
        }
        String rest = path.startsWith(".") ? path.substring(1) : path;
        return fields.properties().stream()
                .filter(field -> field.getKey().startsWith("f:")
                        && isFirst(field.getKey().substring(2), rest))
                .anyMatch(field ->
                        isOwned(field.getValue(), rest.substring(field.getKey().length() - 2)));
    }

    private static boolean isFirst(String name, String path) {
        if (!path.startsWith(name)) {
            return false;
        }
        String rest = path.substring(name.length());
        return rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[]") || rest.startsWith("{}");
    }
}
