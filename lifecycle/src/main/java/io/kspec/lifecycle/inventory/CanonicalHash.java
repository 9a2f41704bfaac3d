package io.kspec.lifecycle.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.digest.Sha256;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A hash of what an object says: two objects that say the same have the same, in whatever order their keys stand and
/// however their numbers are written.
///
/// **Answers** 64 lower-case hexadecimal digits of SHA-256 over the canonical form: keys sorted, numbers by value, so
/// that `1`, `1.0` and `1e0` are one; strings as they are; an empty map is not an absent one.
/// **Cost** O(size). Never throws.
public final class CanonicalHash {
    private static final Set<String> OF_THE_ENVELOPE = Set.of("apiVersion", "kind", "metadata", "status");
    private static final List<String> KEPT_BY_THE_SERVER = List.of("managedFields", "resourceVersion", "generation");

    private CanonicalHash() {}

    /// Of what a user declares: everything but `apiVersion`, `kind`, `metadata` and `status`.
    public static String ofSpec(ObjectNode object) {
        ObjectNode spec = object.objectNode();
        object.properties().stream()
                .filter(field -> !OF_THE_ENVELOPE.contains(field.getKey()))
                .forEach(field -> spec.set(field.getKey(), field.getValue()));
        return of(spec);
    }

    /// Of the whole without `status` and what the API server counts: `managedFields`, `resourceVersion`,
    /// `generation`.
    public static String ofWhole(ObjectNode object) {
        ObjectNode whole = object.objectNode();
        whole.setAll(object);
        whole.remove("status");
        if (object.get("metadata") instanceof ObjectNode metadata) {
            ObjectNode kept = object.objectNode();
            kept.setAll(metadata);
            kept.remove(KEPT_BY_THE_SERVER);
            whole.set("metadata", kept);
        }
        return of(whole);
    }

    /// Of any JSON value.
    public static String of(JsonNode value) {
        var text = new StringBuilder();
        write(value, text);
        return Sha256.of(text.toString());
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, text);
            case ARRAY -> writeArray(value, text);
            case NUMBER -> text.append(number(value));
            case STRING, BINARY, POJO ->
                text.append('"').append(escaped(value.asText())).append('"');
            case BOOLEAN, NULL, MISSING -> text.append(value.asText("null"));
        }
    }

    private static void writeObject(JsonNode object, StringBuilder text) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        text.append('{');
        for (String name : names) {
            text.append('"').append(escaped(name)).append("\":");
            write(object.path(name), text);
            text.append(',');
        }
        text.append('}');
    }

    private static void writeArray(JsonNode list, StringBuilder text) {
        text.append('[');
        for (JsonNode item : list) {
            write(item, text);
            text.append(',');
        }
        text.append(']');
    }

    /// Numbers by value; those that JSON cannot say have one text each.
    private static String number(JsonNode value) {
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            return value.asText();
        }
        var plain = value.decimalValue().stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
