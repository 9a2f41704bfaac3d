package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Other objects that an owner might make of one, each by a change of one value to another that its schema allows.
///
/// Bounded: at most [#MOST] of them, one for each object or list that holds values, because a change of any value of
/// it has the same effect on what the API server forgives; the entries of a list count as one.
public final class Alternatives {
    /// How many are made for one place.
    public static final int MOST = 32;

    private final List<Alternative> found = new ArrayList<>();
    private final ObjectNode object;

    private Alternatives(ObjectNode object) {
        this.object = object;
    }

    /// One of them.
    ///
    /// @param at     RFC 6901 pointer of the object or list whose value changed
    /// @param object the whole, changed
    public record Alternative(String at, ObjectNode object) {}

    /// Changes below a top-level place such as `/spec/replicas`, or of it. Empty where nothing can be changed to
    /// another valid value.
    ///
    /// @param object pruned and filled in by the same schema
    public static List<Alternative> below(CompiledSchema schema, ObjectNode object, JsonPointer place) {
        SchemaNode node = schema.root();
        for (JsonPointer rest = place; !rest.matches(); rest = rest.tail()) {
            SchemaNode next = node.shape().field(rest.getMatchingProperty());
            if (next == null) {
                return List.of();
            }
            node = next;
        }
        var alternatives = new Alternatives(object);
        JsonNode value = object.at(place);
        if (value.isContainerNode()) {
            alternatives.container(node, value, place);
        } else if (!value.isMissingNode()) {
            alternatives.leaf(node, value, place);
        }
        return List.copyOf(alternatives.found);
    }

    private void container(SchemaNode node, JsonNode value, JsonPointer at) {
        if (found.size() >= MOST) {
            return;
        }
        if (value.isObject()) {
            boolean changed = false;
            for (var field : value.properties()) {
                SchemaNode declared = node.shape().field(field.getKey());
                if (declared == null) {
                    continue;
                }
                JsonPointer place = at.appendProperty(field.getKey());
                if (field.getValue().isContainerNode()) {
                    container(declared, field.getValue(), place);
                } else if (!changed) {
                    changed = leaf(declared, field.getValue(), place);
                }
            }
        } else {
            node.shape().items().ifPresent(entry -> list(entry, value, at));
        }
    }

    private void list(SchemaNode entry, JsonNode list, JsonPointer at) {
        int before = found.size();
        for (int position = 0; position < list.size() && found.size() == before; position++) {
            JsonNode item = list.get(position);
            if (item.isContainerNode()) {
                container(entry, item, at.appendIndex(position));
            } else {
                leaf(entry, item, at.appendIndex(position));
            }
        }
    }

    private boolean leaf(SchemaNode node, JsonNode value, JsonPointer at) {
        Optional<JsonNode> other = OtherValues.of(node, value)
                .filter(candidate -> isValid(node, candidate, value))
                .findFirst();
        other.ifPresent(candidate -> {
            found.add(new Alternative(at.head().toString(), (ObjectNode) with(object, at, candidate)));
        });
        return other.isPresent();
    }

    /// A copy as far as it differs.
    private static JsonNode with(JsonNode container, JsonPointer place, JsonNode value) {
        if (place.matches()) {
            return value;
        }
        return switch (container) {
            case ObjectNode fields -> {
                ObjectNode copy = fields.objectNode();
                copy.setAll(fields);
                String name = place.getMatchingProperty();
                yield copy.set(name, with(fields.get(name), place.tail(), value));
            }
            case ArrayNode list -> {
                ArrayNode copy = list.arrayNode().addAll(list);
                int position = place.getMatchingIndex();
                copy.set(position, with(list.get(position), place.tail(), value));
                yield copy;
            }
            default -> container;
        };
    }

    private static boolean isValid(SchemaNode node, JsonNode candidate, JsonNode value) {
        return !Correlation.equal(candidate, value)
                && Stream.concat(
                                OpenApiCheck.errors(node, candidate, Place.ROOT, null).stream(),
                                RuleCheck.ask(node, candidate, null, Ratcheting.OFF).errors().stream())
                        .findAny()
                        .isEmpty();
    }
}
