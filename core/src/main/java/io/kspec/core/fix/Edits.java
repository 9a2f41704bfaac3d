package io.kspec.core.fix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.verdict.FieldPath;
import java.util.Comparator;
import java.util.List;

/// Applies edits to an object.
///
/// What is put comes first, in the order given; what is removed goes after it, the last element of a list first, so
/// that every index means what it meant before. An edit whose path leads through something that holds no fields (a
/// text, an element that is not there) does nothing; null on the way counts as missing.
public final class Edits {
    private static final int LONGEST_INDEX = 6;
    private static final Comparator<Edit> LAST_FIRST =
            (one, other) -> compare(other.path().segments(), one.path().segments());

    private Edits() {}

    /// A changed copy; `json` stays as it is. Never throws.
    public static JsonNode apply(JsonNode json, List<? extends Edit> edits) {
        JsonNode copy = json.deepCopy();
        for (Edit edit : edits) {
            if (edit instanceof Edit.Put(FieldPath path, JsonNode value)) {
                put(copy, path.segments(), value.deepCopy());
            }
        }
        edits.stream()
                .filter(Edit.Remove.class::isInstance)
                .distinct()
                .sorted(LAST_FIRST)
                .forEach(edit -> remove(copy, edit.path().segments()));
        return copy;
    }

    private static void put(JsonNode root, List<String> segments, JsonNode value) {
        if (segments.isEmpty()) {
            return;
        }
        JsonNode node = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            JsonNode next = child(node, segment);
            if (node instanceof ObjectNode object && (next.isMissingNode() || next.isNull())) {
                next = object.putObject(segment);
            }
            node = next;
        }
        String last = segments.getLast();
        if (node instanceof ObjectNode object) {
            object.set(last, value);
        } else if (node instanceof ArrayNode array && index(last) == array.size()) {
            array.add(value);
        } else if (node instanceof ArrayNode array && array.has(index(last))) {
            array.set(index(last), value);
        }
    }

    private static void remove(JsonNode root, List<String> segments) {
        if (segments.isEmpty()) {
            return;
        }
        JsonNode node = root;
        for (String segment : segments.subList(0, segments.size() - 1)) {
            node = child(node, segment);
        }
        if (node instanceof ObjectNode object) {
            object.remove(segments.getLast());
        } else if (node instanceof ArrayNode array && array.has(index(segments.getLast()))) {
            array.remove(index(segments.getLast()));
        }
    }

    private static JsonNode child(JsonNode node, String segment) {
        return node.isArray() ? node.path(index(segment)) : node.path(segment);
    }

    /// -1, the index of nothing, for what is no index.
    private static int index(String segment) {
        boolean digits = !segment.isEmpty()
                && segment.length() <= LONGEST_INDEX
                && segment.chars().allMatch(letter -> letter >= '0' && letter <= '9');
        return digits ? Integer.parseInt(segment) : -1;
    }

    private static int compare(List<String> one, List<String> other) {
        int common = Math.min(one.size(), other.size());
        for (int position = 0; position < common; position++) {
            String mine = one.get(position);
            String theirs = other.get(position);
            int order = index(mine) >= 0 && index(theirs) >= 0
                    ? Integer.compare(index(mine), index(theirs))
                    : mine.compareTo(theirs);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }
}
