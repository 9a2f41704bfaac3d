package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.ownership.KeyedLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// One field that is to be another.
///
/// @param before empty when the field was not there
/// @param after empty when it goes
public record FieldChange(Spot spot, Optional<JsonNode> before, Optional<JsonNode> after) {
    private static final int LONGEST_VALUE = 80;

    /// Every field in which two versions of one object differ, as deep as fields can be named, in the order of names.
    static List<FieldChange> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<FieldChange>();
        compare(Spot.ROOT, before, after, changes);
        return List.copyOf(changes);
    }

    private static void compare(Spot at, JsonNode before, JsonNode after, List<FieldChange> changes) {
        if (before.equals(after)) {
            return;
        }
        String name = at.segments().isEmpty() ? "" : at.segments().getLast();
        boolean comes = before.isMissingNode() && after.isObject() && !after.isEmpty();
        if (comes || (before.isObject() && after.isObject())) { // what is in an object that comes is what matters
            var names = new TreeSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(field -> compare(at.then(field), before.path(field), after.path(field), changes));
        } else if (KeyedLists.keyed(name, before) && KeyedLists.keyed(name, after)) {
            var items = new TreeSet<String>();
            before.forEach(item -> KeyedLists.selector(name, item).ifPresent(items::add));
            after.forEach(item -> KeyedLists.selector(name, item).ifPresent(items::add));
            items.forEach(item -> compare(
                    at.then(item), KeyedLists.item(name, before, item), KeyedLists.item(name, after, item), changes));
        } else {
            changes.add(new FieldChange(at, present(before), present(after)));
        }
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }

    /// Whether a server-side apply can bring it about: what is set, and single values that go. Of an object that goes
    /// an apply would leave the shell, and of labels and annotations the names.
    boolean canBeApplied() {
        List<String> path = spot.segments();
        boolean ofMap = path.size() > 1 && List.of("labels", "annotations").contains(path.get(path.size() - 2));
        return after.isPresent() || (before.filter(JsonNode::isValueNode).isPresent() && !ofMap);
    }

    /// What a document says of the field that brings the change about.
    JsonNode applied() {
        return after.orElse(JsonNodeFactory.instance.nullNode());
    }

    /// `spec.hostNetwork: true -> absent`.
    public String sentence() {
        return "%s: %s -> %s".formatted(spot.display(), shown(before), shown(after));
    }

    private static String shown(Optional<JsonNode> value) {
        String text = value.map(JsonNode::toString).orElse("absent");
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
