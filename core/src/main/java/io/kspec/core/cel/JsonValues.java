package io.kspec.core.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// JSON as CEL reads it, converted where it is looked at and nowhere else.
///
/// A field that is null is absent, as it is for the API server once it has read an object of a kind it knows. Whole
/// numbers are ints as long as they fit.
final class JsonValues {
    private final Budget budget;

    JsonValues(Budget budget) {
        this.budget = budget;
    }

    Object of(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> new ObjectView(json);
            case ARRAY -> list(json.valueStream().toList());
            case STRING -> budget.read(json.textValue());
            case BOOLEAN -> json.booleanValue();
            case NUMBER ->
                json.isIntegralNumber() && json.canConvertToLong() ? (Object) json.longValue() : json.doubleValue();
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case BINARY, POJO -> budget.read(json.asText());
        };
    }

    List<Object> list(List<JsonNode> items) {
        return new ListView(items);
    }

    private final class ListView extends AbstractList<Object> implements RandomAccess {
        private final List<JsonNode> items;

        ListView(List<JsonNode> items) {
            this.items = items;
        }

        @Override
        public Object get(int index) {
            return of(items.get(index));
        }

        @Override
        public int size() {
            return items.size();
        }
    }

    private final class ObjectView extends AbstractMap<String, Object> {
        private final JsonNode json;

        ObjectView(JsonNode json) {
            this.json = json;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return key instanceof String name && json.hasNonNull(name) ? of(json.path(name)) : null;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return key instanceof String name && json.hasNonNull(name);
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return present()
                            .<Map.Entry<String, Object>>map(
                                    field -> new SimpleImmutableEntry<>(field.getKey(), of(field.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return (int) present().count();
                }
            };
        }

        private Stream<Map.Entry<String, JsonNode>> present() {
            return json.properties().stream().filter(field -> !field.getValue().isNull());
        }
    }
}
