package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.document.Document;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A document on its way to the new format, with the account of what was done to it. Paths given to it are those of
/// the draft as it stands; the account names fields as they stood in the older document, also when entries of the
/// same list were removed before them. For one thread.
final class Draft {
    private final Document document;
    private final ObjectNode root;
    private final List<Entry> entries = new ArrayList<>();

    /// Of every list that was touched: where its items stood in the older document.
    private final IdentityHashMap<JsonNode, List<Integer>> stood = new IdentityHashMap<>();

    /// @param document an object
    Draft(Document document) {
        this.document = document;
        this.root = document.json().deepCopy();
    }

    Document document() {
        return document;
    }

    ObjectNode root() {
        return root;
    }

    /// A missing node when there is none.
    JsonNode at(FieldPath path) {
        JsonNode node = root;
        for (String segment : path.segments()) {
            node = below(node, segment);
        }
        return node;
    }

    /// The object at a place; empty when something else or nothing is there.
    Optional<ObjectNode> object(FieldPath path) {
        return at(path) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    void carried(FieldPath at, String reason) {
        note(Fate.CARRIED, at, Optional.of(at), reason);
    }

    void carried(FieldPath from, FieldPath to, String reason) {
        note(Fate.CARRIED, from, Optional.of(to), reason);
    }

    void renamed(FieldPath from, FieldPath to, String reason) {
        note(Fate.RENAMED, from, Optional.of(to), reason);
    }

    void defaulted(FieldPath at, String reason) {
        note(Fate.DEFAULTED, at, Optional.of(at), reason);
    }

    /// Removes what unset means as well, or what somebody else writes.
    void omitted(FieldPath at, String reason) {
        note(Fate.DEFAULTED, at, Optional.empty(), reason);
        remove(at);
    }

    /// Removes it, and says so.
    void lost(FieldPath at, String reason) {
        note(Fate.LOST, at, Optional.empty(), reason);
        remove(at);
    }

    /// Says that a value is not the user's any more, although one stands there.
    void overruled(FieldPath at, String reason) {
        note(Fate.LOST, at, Optional.of(at), reason);
    }

    void set(FieldPath at, JsonNode value) {
        JsonNode parent = at(parent(at));
        String last = at.segments().getLast();
        if (parent instanceof ObjectNode object) {
            object.set(last, value);
        } else if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last), value);
        }
    }

    void remove(FieldPath at) {
        JsonNode parent = at(parent(at));
        String last = at.segments().getLast();
        if (parent instanceof ObjectNode object) {
            object.remove(last);
        } else if (parent instanceof ArrayNode list) {
            int position = Integer.parseInt(last);
            stood(list).subList(position, position + 1).clear();
            list.remove(position);
        }
    }

    /// Puts an item behind the one at a place of a list; both stand for the same item of the older document.
    void insertAfter(FieldPath item, JsonNode another) {
        if (at(parent(item)) instanceof ArrayNode list) {
            int position = Integer.parseInt(item.segments().getLast());
            List<Integer> origins = stood(list);
            origins.add(position + 1, origins.get(position));
            list.insert(position + 1, another);
        }
    }

    /// Every field of the older document once, in the order of its text; those that nothing was said of are carried.
    List<Entry> account() {
        Set<List<String>> told =
                entries.stream().map(Entry::from).map(FieldPath::segments).collect(Collectors.toSet());
        carryLeaves(document.json(), FieldPath.ROOT, told);
        entries.sort(Comparator.comparingInt((Entry entry) -> entry.position().line())
                .thenComparingInt(entry -> entry.position().column()));
        return List.copyOf(entries);
    }

    static FieldPath parent(FieldPath path) {
        return new FieldPath(path.segments().subList(0, path.segments().size() - 1));
    }

    private void carryLeaves(JsonNode node, FieldPath at, Set<List<String>> told) {
        if (told.contains(at.segments())) {
            return;
        }
        if (node.isEmpty()) {
            entries.add(new Entry(
                    Fate.CARRIED, document.source(), document.positions().nearest(at), at, Optional.of(at), ""));
            return;
        }
        int position = 0;
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            carryLeaves(item, at.index(position), told);
            position++;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            carryLeaves(field.getValue(), at.field(field.getKey()), told);
        }
    }

    private void note(Fate fate, FieldPath from, Optional<FieldPath> to, String reason) {
        FieldPath stoodAt = origin(from);
        entries.add(new Entry(fate, document.source(), document.positions().nearest(stoodAt), stoodAt, to, reason));
    }

    private FieldPath origin(FieldPath path) {
        FieldPath origin = FieldPath.ROOT;
        JsonNode node = root;
        for (String segment : path.segments()) {
            List<Integer> positions = stood.getOrDefault(node, List.of());
            boolean moved = isPosition(segment) && Integer.parseInt(segment) < positions.size();
            origin = moved ? origin.index(positions.get(Integer.parseInt(segment))) : origin.field(segment);
            node = below(node, segment);
        }
        return origin;
    }

    private List<Integer> stood(ArrayNode list) {
        return stood.computeIfAbsent(
                list, _ -> IntStream.range(0, list.size()).boxed().collect(Collectors.toCollection(ArrayList::new)));
    }

    private static JsonNode below(JsonNode node, String segment) {
        return node.isArray() && isPosition(segment) ? node.path(Integer.parseInt(segment)) : node.path(segment);
    }

    private static boolean isPosition(String segment) {
        return segment.matches("[0-9]{1,9}");
    }
}
