package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Observation;
import io.kspec.lifecycle.crd.Observation.ConversionLossy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What differs in objects that were converted there and back, by the field and never with a value. For one thread.
///
/// Of metadata only labels and annotations count, and new ones do not: a webhook may keep there what the other
/// version has no field for. Nor does a status that was absent and is empty: programs that know a status write one.
final class ConversionLosses {
    /// How many fields are named.
    private static final int MOST = 20;

    private static final List<String> COMPARED = List.of("labels", "annotations");

    private final String stored;
    private final String through;
    private final JsonNode schema;
    private final TreeMap<String, Loss> losses = new TreeMap<>();
    private int objects;

    /// A field that differs.
    ///
    /// @param first an object, and what became of the field there
    private record Loss(String first, int objects) {
        Loss and(Loss other) {
            return new Loss(first, objects + other.objects);
        }
    }

    /// @param schema of the stored version
    ConversionLosses(String stored, String through, Optional<JsonNode> schema) {
        this.stored = stored;
        this.through = through;
        this.schema = schema.orElseGet(MissingNode::getInstance);
    }

    void compare(ObjectNode start, ObjectNode back) {
        objects++;
        ReadBack difference = ReadBack.between(comparable(start, start), comparable(back, start));
        var places = new HashSet<String>();
        String object = ObjectRef.of("", start).display();
        difference.pruned().forEach(pointer -> note(start, pointer, object + " is gone", places));
        difference.emptied().stream()
                .filter(pointer -> difference.pruned().stream().noneMatch(one -> one.startsWith(pointer + "/")))
                .forEach(pointer -> note(start, pointer, object + " is emptied", places));
        difference.redefaulted().forEach(pointer -> note(start, pointer, object + " has another value", places));
    }

    /// Counts an object once for each field, in however many items of a list.
    private void note(JsonNode start, String pointer, String how, Set<String> places) {
        String path = path(start, JsonPointer.compile(pointer));
        if (places.add(path)) {
            losses.merge(path, new Loss(how, 1), Loss::and);
        }
    }

    List<Observation> observations() {
        var seen = new ArrayList<Observation>();
        int more = losses.size() - MOST;
        losses.forEach((path, loss) -> {
            if (seen.size() < MOST) {
                seen.add(lossy(path, "%s of %s".formatted(path, loss.first()), loss.objects()));
            }
        });
        if (more > 0) {
            seen.add(new ConversionLossy(stored, "", "%d more fields differ by way of %s".formatted(more, through)));
        }
        return seen;
    }

    private Observation lossy(String path, String what, int concerned) {
        return new ConversionLossy(
                stored,
                path,
                "%s after %s, %s and %s again (%d of %d objects tried)"
                        .formatted(what, stored, through, stored, concerned, objects));
    }

    private static ObjectNode comparable(ObjectNode object, ObjectNode start) {
        ObjectNode compared = JsonNodeFactory.instance.objectNode();
        compared.setAll(object);
        compared.remove(List.of("apiVersion", "kind"));
        if (!start.has("status")
                && object.path("status").isObject()
                && object.path("status").isEmpty()) {
            compared.remove("status");
        }
        ObjectNode metadata = compared.putObject("metadata");
        for (String kind : COMPARED) {
            ObjectNode kept = metadata.putObject(kind);
            start.path("metadata").path(kind).fieldNames().forEachRemaining(key -> {
                JsonNode value = object.path("metadata").path(kind).path(key);
                if (!value.isMissingNode()) {
                    kept.set(key, value);
                }
            });
        }
        return compared;
    }

    /// As findings name fields: `[]` for the items of a list, `{}` for the values of a map.
    private String path(JsonNode start, JsonPointer pointer) {
        var path = new StringBuilder();
        JsonNode value = start;
        JsonNode declared = schema;
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            String name = rest.getMatchingProperty();
            JsonNode property = declared.path("properties").path(name);
            if (value.isArray()) {
                path.append("[]");
                declared = declared.path("items");
            } else if (property.isMissingNode()
                    && declared.path("additionalProperties").isObject()) {
                path.append("{}");
                declared = declared.path("additionalProperties");
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
                declared = property;
            }
            value = value.isArray() ? value.path(rest.getMatchingIndex()) : value.path(name);
        }
        return path.toString();
    }
}
