package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.Set;

/// The keywords of a schema: what leaving one out means, and which differ between two nodes.
public final class Keywords {
    /// A schema that takes and keeps any value: what `additionalProperties: true` says.
    public static final JsonNode ANY =
            JsonNodeFactory.instance.objectNode().put("x-kubernetes-preserve-unknown-fields", true);

    private static final JsonNode NOTHING = MissingNode.getInstance();

    /// What they declare is compared node by node; they themselves differ only in what they declare.
    private static final String PROPERTIES = "properties";

    private static final String ITEMS = "items";
    private static final String VALUES = "additionalProperties";
    private static final String ANY_OF = "anyOf";

    /// Left out and `false` is the same.
    private static final Set<String> OFF_BY_DEFAULT = Set.of(
            "nullable",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "uniqueItems",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-embedded-resource",
            "x-kubernetes-int-or-string");

    /// Left out and empty is the same.
    private static final Set<String> EMPTY_BY_DEFAULT = Set.of(
            "required",
            "allOf",
            "oneOf",
            "anyOf",
            "enum",
            "description",
            "title",
            "type",
            "format",
            "pattern",
            "x-kubernetes-list-map-keys",
            "x-kubernetes-validations",
            "definitions",
            "dependencies",
            "patternProperties");

    private Keywords() {}

    /// The schema of a list's items; a missing node when it has none, or one per position.
    public static JsonNode items(JsonNode schema) {
        JsonNode items = schema.path(ITEMS);
        return items.isObject() ? items : NOTHING;
    }

    /// The schema of a map's values; a missing node when it is no map.
    public static JsonNode values(JsonNode schema) {
        JsonNode values = schema.path(VALUES);
        if (values.isBoolean()) {
            return values.asBoolean() ? ANY : NOTHING;
        }
        return values.isObject() ? values : NOTHING;
    }

    /// The value of a keyword; a missing node when it is left out, or says what leaving it out says.
    public static JsonNode value(JsonNode schema, String keyword) {
        JsonNode value = schema.path(keyword);
        return saysNothing(schema, keyword, value) ? NOTHING : value;
    }

    private static boolean saysNothing(JsonNode schema, String keyword, JsonNode value) {
        if (value.isNull()) {
            return true;
        }
        if (value.isBoolean()) {
            return !value.asBoolean() && OFF_BY_DEFAULT.contains(keyword);
        }
        if ((value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isEmpty())) {
            return EMPTY_BY_DEFAULT.contains(keyword);
        }
        return keyword.equals(ANY_OF)
                && SchemaType.of(schema).equals(SchemaType.INT_OR_STRING)
                && isIntegerOrString(value);
    }

    /// How `x-kubernetes-int-or-string` has to be spelled out for some readers; it adds nothing.
    private static boolean isIntegerOrString(JsonNode branches) {
        var types = new HashSet<String>();
        for (JsonNode branch : branches) {
            if (branch.size() != 1) {
                return false;
            }
            types.add(branch.path("type").asText(""));
        }
        return types.equals(Set.of("integer", "string"));
    }

    /// The keywords in which two nodes differ, apart from what differs below them.
    public static Set<String> differing(JsonNode before, JsonNode after) {
        Set<String> differing = Set.of();
        for (var field : before.properties()) {
            differing = with(differing, field.getKey(), same(field.getKey(), before, after));
        }
        for (var field : after.properties()) {
            boolean asked = before.has(field.getKey());
            differing = with(differing, field.getKey(), asked || same(field.getKey(), before, after));
        }
        return differing;
    }

    /// Most nodes do not differ at all, so that a set is only made when it is needed.
    private static Set<String> with(Set<String> differing, String keyword, boolean same) {
        if (same) {
            return differing;
        }
        Set<String> grown = differing.isEmpty() ? new HashSet<>(4) : differing;
        grown.add(keyword);
        return grown;
    }

    private static boolean same(String keyword, JsonNode before, JsonNode after) {
        return switch (keyword) {
            case PROPERTIES -> sameNames(before.path(PROPERTIES), after.path(PROPERTIES));
            case ITEMS -> sameKind(items(before), items(after), before.path(ITEMS), after.path(ITEMS));
            case VALUES -> sameKind(values(before), values(after), before.path(VALUES), after.path(VALUES));
            default ->
                before.path(keyword).equals(after.path(keyword))
                        || Json.same(value(before, keyword), value(after, keyword));
        };
    }

    private static boolean sameNames(JsonNode before, JsonNode after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (var field : before.properties()) {
            if (!after.has(field.getKey())) {
                return false;
            }
        }
        return true;
    }

    /// Two schemas are compared below; what is none on either side, as a list of schemas, is compared whole.
    private static boolean sameKind(JsonNode before, JsonNode after, JsonNode rawBefore, JsonNode rawAfter) {
        if (before.isMissingNode() && after.isMissingNode()) {
            return (!rawBefore.isArray() && !rawAfter.isArray()) || Json.same(rawBefore, rawAfter);
        }
        return before.isObject() && after.isObject();
    }
}
