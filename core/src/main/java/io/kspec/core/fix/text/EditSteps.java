package io.kspec.core.fix.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.fix.Edit;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// Cuts an edit down to the smallest ones that come to the same, so that as little text as possible is touched: of an
/// object that is put over another one, only the fields that differ.
final class EditSteps {
    private EditSteps() {}

    /// @param root the object as it stands
    static List<Edit> of(JsonNode root, Edit edit) {
        return switch (edit) {
            case Edit.Remove remove -> at(root, remove.path()).isMissingNode() ? List.of() : List.of(remove);
            case Edit.Put(FieldPath path, JsonNode value) when path.segments().isEmpty() -> List.of();
            case Edit.Put(FieldPath path, JsonNode value) -> {
                var steps = new ArrayList<Edit>();
                put(root, path, value, steps);
                yield steps;
            }
        };
    }

    private static void put(JsonNode root, FieldPath path, JsonNode value, List<Edit> steps) {
        JsonNode old = at(root, path);
        if (EditedTree.same(old, value)) {
            return;
        }
        boolean merged = old.isObject() && value.isObject() && !old.isEmpty() && !value.isEmpty();
        if (merged) {
            value.properties().forEach(field -> put(old, root, path, field.getKey(), field.getValue(), steps));
            old.fieldNames().forEachRemaining(name -> {
                if (!value.has(name)) {
                    steps.add(new Edit.Remove(path.field(name)));
                }
            });
        } else if (old.isArray() && value.isArray() && !old.isEmpty() && continues(old, value)) {
            for (int index = old.size(); index < value.size(); index++) {
                steps.add(new Edit.Put(path.index(index), value.path(index)));
            }
        } else {
            steps.add(whole(root, path, value));
        }
    }

    private static void put(
            JsonNode old, JsonNode root, FieldPath path, String name, JsonNode value, List<Edit> steps) {
        if (old.has(name)) {
            put(root, path.field(name), value, steps);
        } else {
            steps.add(new Edit.Put(path.field(name), value));
        }
    }

    private static boolean continues(JsonNode old, JsonNode value) {
        for (int index = 0; index < old.size(); index++) {
            if (!EditedTree.same(old.path(index), value.path(index))) {
                return false;
            }
        }
        return true;
    }

    /// The edit at the first place of its path that is not there yet, with everything that it makes on the way.
    private static Edit whole(JsonNode root, FieldPath path, JsonNode value) {
        JsonNode node = root;
        List<String> segments = path.segments();
        for (int depth = 0; depth < segments.size() - 1; depth++) {
            JsonNode next = EditedTree.child(node, segments.get(depth));
            if (node.isObject() && (next.isMissingNode() || next.isNull())) {
                return new Edit.Put(
                        new FieldPath(segments.subList(0, depth + 1)),
                        nested(segments.subList(depth + 1, segments.size()), value));
            }
            node = next;
        }
        return new Edit.Put(path, value);
    }

    private static JsonNode nested(List<String> segments, JsonNode value) {
        JsonNode nested = value;
        for (String segment : segments.reversed()) {
            nested = JsonNodeFactory.instance.objectNode().set(segment, nested);
        }
        return nested;
    }

    private static JsonNode at(JsonNode root, FieldPath path) {
        JsonNode node = root;
        for (String segment : path.segments()) {
            node = EditedTree.child(node, segment);
        }
        return node;
    }
}
