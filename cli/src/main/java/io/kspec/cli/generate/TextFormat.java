package io.kspec.cli.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.output.YamlOut;
import java.util.List;

/// How objects are written. Both forms can be given to `kubectl apply -f`.
enum TextFormat {
    YAML {
        @Override
        String text(List<ObjectNode> objects) {
            return YamlOut.text(objects);
        }
    },
    JSON {
        @Override
        String text(List<ObjectNode> objects) {
            return (objects.size() == 1 ? objects.getFirst() : list(objects)).toPrettyString() + "\n";
        }
    };

    abstract String text(List<ObjectNode> objects);

    /// `yaml` or `json`, which is also the ending of file names.
    String word() {
        return this == YAML ? "yaml" : "json";
    }

    private static JsonNode list(List<ObjectNode> objects) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(objects);
        return list;
    }
}
