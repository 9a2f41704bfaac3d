package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A value of an update beside the value that stood at the same place before.
///
/// What is the same place: fields of an object by name, entries of a list by their keys where it is a `map`, entries
/// of other lists never. Only declared places are matched: an object with a field that the schema does not know is
/// never equal to what it was, as the API server has it.
///
/// @param now    the new value
/// @param before the old one
/// @param node   the schema of both
record Correlation(JsonNode now, JsonNode before, SchemaNode node) {

    /// A field of it; null when there is nothing to compare it with.
    @Nullable
    Correlation key(String name) {
        JsonNode then = before.isObject() ? before.get(name) : null;
        JsonNode value = now.isObject() ? now.get(name) : null;
        SchemaNode declared = node.shape().field(name);
        return then == null || value == null || declared == null ? null : new Correlation(value, then, declared);
    }

    /// An entry of it; null when there is nothing to compare it with.
    @Nullable
    Correlation index(int position) {
        if (!before.isArray() || !now.isArray() || !node.shape().list().isMap()) {
            return null;
        }
        JsonNode entry = now.get(position);
        SchemaNode declared = node.shape().items().orElse(null);
        if (entry == null || declared == null) {
            return null;
        }
        return ListEntries.sameKeys(node.shape().list(), entry, before)
                .map(then -> new Correlation(entry, then, declared))
                .orElse(null);
    }

    /// Whether nothing changed.
    boolean isUnchanged() {
        if (now.isNull() || before.isNull()) {
            return now.isNull() && before.isNull();
        }
        if (now.isArray() && before.isArray()) {
            return listIsUnchanged();
        }
        if (now.isObject() && before.isObject()) {
            return now.size() == before.size()
                    && now.properties().stream().allMatch(field -> isUnchanged(key(field.getKey())));
        }
        return equal(now, before);
    }

    private boolean listIsUnchanged() {
        if (now.size() != before.size()) {
            return false;
        }
        if (!node.shape().list().isMap() || node.shape().items().isEmpty()) {
            return equal(now, before);
        }
        for (int position = 0; position < now.size(); position++) {
            if (!isUnchanged(index(position))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnchanged(@Nullable Correlation part) {
        return part != null && part.isUnchanged();
    }

    /// Whether two values are the same: whole numbers and fractions are never.
    static boolean equal(JsonNode one, JsonNode other) {
        return one.equals(Numbers.EQUAL, other);
    }
}
