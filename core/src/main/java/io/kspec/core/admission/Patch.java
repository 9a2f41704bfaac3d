package io.kspec.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// Edits as a JSON Patch (RFC 6902), which has no operation that makes the objects on the way.
final class Patch {
    private Patch() {}

    static ArrayNode of(JsonNode json, List<Edit.Put> edits) {
        ArrayNode operations = JsonNodeFactory.instance.arrayNode();
        JsonNode now = json;
        for (Edit.Put edit : edits) {
            operations.add(operation(now, edit));
            now = Edits.apply(now, List.of(edit));
        }
        return operations;
    }

    private static ObjectNode operation(JsonNode json, Edit.Put edit) {
        List<String> segments = edit.path().segments();
        JsonNode node = json;
        int depth = 0;
        while (depth < segments.size() - 1) {
            String segment = segments.get(depth);
            JsonNode next = node.isArray() ? node.path(Integer.parseInt(segment)) : node.path(segment);
            if (next.isMissingNode() || next.isNull()) {
                break;
            }
            node = next;
            depth++;
        }
        JsonNode value = edit.value();
        for (int missing = segments.size() - 1; missing > depth; missing--) {
            value = JsonNodeFactory.instance.objectNode().set(segments.get(missing), value);
        }
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.put("op", "add");
        operation.put("path", new FieldPath(segments.subList(0, depth + 1)).pointer());
        operation.set("value", value);
        return operation;
    }
}
