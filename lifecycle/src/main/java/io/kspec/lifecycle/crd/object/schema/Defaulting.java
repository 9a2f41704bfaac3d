package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fills in what is missing, as the API server does with every read and every write.
///
/// **Answers** the object with each declared default where nothing stood, or a null that may not be there. Such a
/// null without a default is dropped from an object; in a list it stays, and validation refuses it. A default is
/// filled in below other defaults too. Filling in twice is filling in once. **Cost** O(size). Never throws. The
/// object given is left as it is.
public final class Defaulting {
    private final List<String> filled = new ArrayList<>();
    private final List<String> dropped = new ArrayList<>();

    private Defaulting() {}

    /// What filling in made of an object.
    ///
    /// @param object  with its defaults
    /// @param filled  RFC 6901 pointers of what was filled in, the highest place only
    /// @param dropped pointers of nulls that went without anything in their place
    public record Defaulted(ObjectNode object, List<String> filled, List<String> dropped) {
        public Defaulted {
            filled = List.copyOf(filled);
            dropped = List.copyOf(dropped);
        }
    }

    public static Defaulted fill(CompiledSchema schema, ObjectNode object) {
        return inPlace(schema, object.deepCopy());
    }

    /// The same, in the object itself.
    static Defaulted inPlace(CompiledSchema schema, ObjectNode object) {
        var defaulting = new Defaulting();
        defaulting.dropNulls(object, schema.root(), Place.ROOT);
        defaulting.fill(object, schema.root(), Place.ROOT);
        return new Defaulted(object, defaulting.filled, defaulting.dropped);
    }

    private void dropNulls(JsonNode value, @Nullable SchemaNode node, Place at) {
        switch (value) {
            case ObjectNode object -> {
                var fields = object.properties().iterator();
                while (fields.hasNext()) {
                    var field = fields.next();
                    SchemaNode declared = node == null ? null : node.shape().field(field.getKey());
                    if (field.getValue().isNull() && isDropped(declared)) {
                        dropped.add(at.field(field.getKey()).pointer());
                        fields.remove();
                    } else {
                        dropNulls(field.getValue(), declared, at.field(field.getKey()));
                    }
                }
            }
            case ArrayNode list -> {
                SchemaNode entry = node == null ? null : node.shape().items().orElse(null);
                for (int position = 0; position < list.size(); position++) {
                    dropNulls(list.get(position), entry, at.index(position));
                }
            }
            default -> {}
        }
    }

    private void fill(JsonNode value, SchemaNode node, Place at) {
        switch (value) {
            case ObjectNode object -> fillObject(object, node, at);
            case ArrayNode list -> fillList(list, node, at);
            default -> {}
        }
    }

    private void fillObject(ObjectNode object, SchemaNode node, Place at) {
        node.shape().properties().entrySet().stream()
                .filter(property -> property.getValue().filling().isPresent())
                .sorted(Map.Entry.comparingByKey())
                .forEach(property -> {
                    JsonNode now = object.get(property.getKey());
                    if (now == null || (now.isNull() && isForbidden(property.getValue()))) {
                        object.set(
                                property.getKey(),
                                property.getValue().filling().orElseThrow().deepCopy());
                        filled.add(at.field(property.getKey()).pointer());
                    }
                });
        Optional<SchemaNode> additional = node.shape().additional().schema();
        for (var field : object.properties()) {
            Place place = at.field(field.getKey());
            SchemaNode declared = node.shape().properties().get(field.getKey());
            if (declared == null && additional.isPresent()) {
                declared = additional.get();
                if (field.getValue().isNull()
                        && isForbidden(declared)
                        && declared.filling().isPresent()) {
                    field.setValue(declared.filling().get().deepCopy());
                    filled.add(place.pointer());
                }
            }
            if (declared != null) {
                fill(field.getValue(), declared, place);
            }
        }
    }

    private void fillList(ArrayNode list, SchemaNode node, Place at) {
        SchemaNode entry = node.shape().items().orElse(null);
        if (entry == null) {
            return;
        }
        for (int position = 0; position < list.size(); position++) {
            if (list.get(position).isNull()
                    && isForbidden(entry)
                    && entry.filling().isPresent()) {
                list.set(position, entry.filling().get().deepCopy());
                filled.add(at.index(position).pointer());
            }
            fill(list.get(position), entry, at.index(position));
        }
    }

    private static boolean isDropped(@Nullable SchemaNode declared) {
        return declared != null && !declared.isNullable() && declared.filling().isEmpty();
    }

    private static boolean isForbidden(SchemaNode declared) {
        return !declared.isNullable();
    }
}
