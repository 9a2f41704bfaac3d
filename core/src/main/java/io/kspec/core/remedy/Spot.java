package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.ownership.KeyedLists;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// A field of an object, named so that it stays the same field when items of lists come and go.
///
/// @param segments names of fields, and `name=app` for the item of a list
public record Spot(List<String> segments) {
    static final Spot ROOT = new Spot(List.of());

    public Spot {
        segments = List.copyOf(segments);
    }

    Spot then(String segment) {
        var longer = new ArrayList<>(segments);
        longer.add(segment);
        return new Spot(longer);
    }

    /// What stands there; a missing node when nothing does.
    JsonNode in(JsonNode object) {
        JsonNode node = object;
        String list = "";
        for (String segment : segments) {
            node = node.isArray() ? KeyedLists.item(list, node, segment) : node.path(segment);
            list = segment;
        }
        return node;
    }

    /// For programs: `/spec/template/spec/containers/name=app/image`.
    public String pointer() {
        return new FieldPath(segments).pointer();
    }

    /// What [#pointer] wrote.
    static Spot at(String pointer) {
        var segments = new ArrayList<String>();
        for (String part : pointer.split("/", -1)) {
            segments.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return new Spot(segments.subList(1, segments.size()));
    }

    /// For people: `spec.template.spec.containers[name=app].image`.
    public String display() {
        return new FieldPath(segments).dotted(segment -> segment.indexOf('=') >= 0);
    }
}
