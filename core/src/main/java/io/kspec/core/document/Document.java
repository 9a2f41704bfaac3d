package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// One object of a text, with the places of its fields. `json` is never changed by anyone.
///
/// @param path where the object stands in what was written: `items[2]` in a list, otherwise the root
public record Document(String source, FieldPath path, JsonNode json, Positions positions) implements Parsed {
    private static final String LIST = "List";

    /// Where the object begins.
    public Position start() {
        return positions.nearest(FieldPath.ROOT);
    }

    /// Whether this is a list of objects, as `kubectl get -o yaml` prints them.
    boolean isList() {
        return json.path("kind").asText("").endsWith(LIST)
                && json.path("apiVersion").isTextual()
                && json.path("items").isArray();
    }

    /// The objects of a list, lists inside lists too, each with its own positions; the document itself otherwise.
    /// An item that does not say its kind has that of its list: the items of a `PodList` are Pods.
    List<Document> flattened() {
        if (!isList()) {
            return List.of(this);
        }
        var flat = new ArrayList<Document>();
        for (int index = 0; index < json.path("items").size(); index++) {
            FieldPath inList = FieldPath.of("items").index(index);
            var item = new Document(
                    source,
                    path.then(inList),
                    named(json.path("items").path(index)),
                    positions.below(inList).orElse(positions));
            flat.addAll(item.flattened());
        }
        return flat;
    }

    private JsonNode named(JsonNode item) {
        String kind = json.path("kind").asText();
        if (!item.isObject() || item.has("kind") || kind.equals(LIST)) {
            return item;
        }
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.set("apiVersion", json.path("apiVersion"));
        named.put("kind", kind.substring(0, kind.length() - LIST.length()));
        named.setAll((ObjectNode) item);
        return named;
    }
}
