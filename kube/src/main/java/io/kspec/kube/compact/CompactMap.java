package io.kspec.kube.compact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object in the order they came, in one array: key, value, key, value. Unmodifiable.
///
/// Looking up walks the array, which for the few fields of a Kubernetes object is as quick as hashing.
final class CompactMap extends AbstractMap<String, JsonNode> {
    private final Object[] keysAndValues;
    private final int hash;

    /// @param keysAndValues not copied; nobody else may hold it
    CompactMap(Object[] keysAndValues) {
        this.keysAndValues = keysAndValues;
        this.hash = super.hashCode(); // once: the values know theirs
    }

    @Override
    public int size() {
        return keysAndValues.length / 2;
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object key) {
        for (int at = 0; at < keysAndValues.length; at += 2) {
            if (keysAndValues[at].equals(key)) {
                return (JsonNode) keysAndValues[at + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
        return new Entries();
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || ((!(other instanceof CompactMap compact) || compact.hash == hash) && super.equals(other));
    }

    private final class Entries extends AbstractSet<Entry<String, JsonNode>> {
        @Override
        public int size() {
            return CompactMap.this.size();
        }

        @Override
        public Iterator<Entry<String, JsonNode>> iterator() {
            return new Walk();
        }
    }

    private final class Walk implements Iterator<Entry<String, JsonNode>> {
        private int at;

        @Override
        public boolean hasNext() {
            return at < keysAndValues.length;
        }

        @Override
        public Entry<String, JsonNode> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            at += 2;
            return Map.entry((String) keysAndValues[at - 2], (JsonNode) keysAndValues[at - 1]);
        }
    }
}
