package io.kspec.kube.compact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// The elements of a JSON array, and their hash, which is asked for more than once. Unmodifiable.
final class CompactList extends AbstractList<JsonNode> implements RandomAccess {
    private final JsonNode[] elements;
    private final int hash;

    /// @param elements not copied; nobody else may hold it
    CompactList(JsonNode[] elements) {
        this.elements = elements;
        this.hash = super.hashCode();
    }

    @Override
    public JsonNode get(int index) {
        return elements[index];
    }

    @Override
    public int size() {
        return elements.length;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || ((!(other instanceof CompactList compact) || compact.hash == hash) && super.equals(other));
    }
}
