package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// JSON as rules see it, by what the schema says of it: dates as times, durations as lengths, numbers as ints or
/// doubles. Converted where it is looked at and nowhere else.
///
/// Fields have the names that CEL can write (`a-b` is `a__dash__b`); a field that is null is absent. A value that is
/// not what its schema says is an error where it is looked at.
final class CelValues {
    private CelValues() {}

    /// @param isRoot whether it is the whole object, whose apiVersion, kind and names are seen undeclared
    static Object lazy(JsonNode value, SchemaNode node, boolean isRoot) {
        if (value.isNull()) {
            return NullValue.NULL_VALUE;
        }
        if (node.types().intOrString()) {
            return intOrString(value);
        }
        String type = node.types().names().isEmpty() ? "" : node.types().names().getFirst();
        return switch (type) {
            case "object" -> {
                demand(value.isObject(), type);
                yield new Fields(value, node, isRoot || node.shape().embedded());
            }
            case "array" -> {
                demand(value.isArray() && node.shape().items().isPresent(), type);
                yield new Items((ArrayNode) value, node.shape().items().orElseThrow());
            }
            case "string" -> {
                demand(value.isTextual(), type);
                yield text(value.textValue(), node.types().format());
            }
            case "boolean" -> {
                demand(value.isBoolean(), type);
                yield value.booleanValue();
            }
            case "integer" -> {
                demand(value.isNumber() && Types.isInteger(value), type);
                yield value.longValue();
            }
            case "number" -> {
                demand(value.isNumber(), type);
                yield value.doubleValue();
            }
            default -> undeclared(value);
        };
    }

    private static void demand(boolean holds, String type) {
        if (!holds) {
            throw new MistypedException("the value is not of type " + type);
        }
    }

    private static Object intOrString(JsonNode value) {
        demand(value.isTextual() || (value.isNumber() && Types.isInteger(value)), "int or string");
        return value.isTextual() ? value.textValue() : (Object) value.longValue();
    }

    private static Object text(String text, String format) {
        return switch (format) {
            case "duration" ->
                Durations.parse(text)
                        .orElseThrow(() -> new MistypedException("the text is not of the format " + format));
            case "date", "datetime" -> time(text, format);
            case "byte" -> bytes(text);
            default -> text;
        };
    }

    private static Instant time(String text, String format) {
        try {
            if (format.equals("date")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return text.isEmpty() ? Instant.EPOCH : zoned(text);
        } catch (DateTimeException none) {
            throw new MistypedException("the text is not of the format " + format);
        }
    }

    private static Instant zoned(String text) {
        boolean hasZone = text.matches(".*(?:[zZ]|[+-][0-9]{2}:[0-9]{2})$");
        return hasZone
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    /// In the alphabet of URLs, as the API server reads it.
    private static CelByteString bytes(String text) {
        try {
            return CelByteString.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException none) {
            throw new MistypedException("the text is not of the format byte");
        }
    }

    /// What the schema says nothing of can only be compared.
    private static Object undeclared(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> Types.isInteger(value) ? (Object) value.longValue() : (Object) value.doubleValue();
            case BOOLEAN -> value.booleanValue();
            case STRING, BINARY, POJO -> value.asText();
            case NULL, MISSING -> NullValue.NULL_VALUE;
            case ARRAY -> value.valueStream().map(CelValues::undeclared).toList();
            case OBJECT ->
                value.properties().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> undeclared(field.getValue())));
        };
    }

    private static final class Items extends AbstractList<Object> implements RandomAccess {
        private final ArrayNode list;
        private final SchemaNode entry;

        Items(ArrayNode list, SchemaNode entry) {
            this.list = list;
            this.entry = entry;
        }

        @Override
        public Object get(int position) {
            if (position < 0 || position >= list.size()) {
                throw new IndexOutOfBoundsException(position);
            }
            return lazy(list.get(position), entry, false);
        }

        @Override
        public int size() {
            return list.size();
        }
    }

    /// A struct with declared fields, or a map with values of one schema.
    private static final class Fields extends AbstractMap<String, Object> {
        private final JsonNode object;
        private final SchemaNode node;
        private final boolean isResource;
        private final boolean isStruct;

        Fields(JsonNode object, SchemaNode node, boolean isResource) {
            this.object = object;
            this.node = node;
            this.isResource = isResource;
            this.isStruct = isResource || node.shape().additional().schema().isEmpty();
        }

        private @Nullable Object value(String name) {
            JsonNode value = object.get(name);
            if (value == null || (isStruct && value.isNull())) {
                return null;
            }
            SchemaNode declared = node.shape().field(name);
            if (declared != null && !(isResource && name.equals("metadata"))) {
                return lazy(value, declared, false);
            }
            return isStruct ? undeclared(value) : lazy(value, declared == null ? node : declared, false);
        }

        private String spoken(String name) {
            return isStruct ? CelNames.escaped(name) : name;
        }

        @Override
        public boolean containsKey(Object key) {
            return get(key) != null;
        }

        @Override
        public @Nullable Object get(Object key) {
            return key instanceof String spoken ? value(isStruct ? CelNames.unescaped(spoken) : spoken) : null;
        }

        @Override
        public int size() {
            return (int) names().count();
        }

        private Stream<String> names() {
            return object.propertyStream().map(Map.Entry::getKey).filter(name -> value(name) != null);
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return names().map(name -> Map.entry(spoken(name), Objects.requireNonNull(value(name))))
                            .iterator();
                }

                @Override
                public int size() {
                    return Fields.this.size();
                }
            };
        }
    }
}
