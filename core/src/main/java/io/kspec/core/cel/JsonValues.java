package io.kspec.core.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import io.kspec.core.subject.Quantity;
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
/// numbers are ints as long as they fit. Amounts below `resources` read as the API server stores them, so that an
/// expression is told the same by a file and by a cluster.
final class JsonValues {
    private final Budget budget;

    JsonValues(Budget budget) {
        this.budget = budget;
    }

    Object of(JsonNode json) {
        return of(json, Within.ANYTHING);
    }

    private Object of(JsonNode json, Within within) {
        if (within == Within.AMOUNTS && json.isValueNode() && !json.isBoolean()) {
            return budget.read(Quantity.stored(json.asText()));
        }
        return switch (json.getNodeType()) {
            case OBJECT -> new ObjectView(json, within);
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

    /// What an object is known to hold.
    private enum Within {
        ANYTHING,
        RESOURCES,
        AMOUNTS;

        Within below(String name) {
            return switch (this) {
                case ANYTHING -> name.equals("resources") ? RESOURCES : ANYTHING;
                case RESOURCES -> name.equals("limits") || name.equals("requests") ? AMOUNTS : ANYTHING;
                case AMOUNTS -> ANYTHING;
            };
        }
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
        private final Within within;

        ObjectView(JsonNode json, Within within) {
            this.json = json;
            this.within = within;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            return key instanceof String name && json.hasNonNull(name) ? field(name, json.path(name)) : null;
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
                            .<Map.Entry<String, Object>>map(field ->
                                    new SimpleImmutableEntry<>(field.getKey(), field(field.getKey(), field.getValue())))
                            .iterator();
                }

                @Override
                public int size() {
                    return (int) present().count();
                }
            };
        }

        private Object field(String name, JsonNode value) {
            return of(value, within == Within.AMOUNTS ? Within.AMOUNTS : within.below(name));
        }

        private Stream<Map.Entry<String, JsonNode>> present() {
            return json.properties().stream().filter(field -> !field.getValue().isNull());
        }
    }
}
