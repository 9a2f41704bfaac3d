package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Required;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.verdict.FieldPath;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compares a tree with a wire record: its fields, their types, and the bounds that its annotations set. What the
/// record calls JsonNode may be anything.
final class RecordShape {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final Notes notes = new Notes();
    private final List<SpecProblem> unknown = new ArrayList<>();

    private RecordShape() {}

    /// Empty when the tree can be read as the record. Never throws for any tree.
    static List<SpecProblem> problems(Class<? extends Record> type, JsonNode json, FieldPath at) {
        var shape = new RecordShape();
        shape.record(type, json, at);
        return shape.notes.problems();
    }

    /// Only the problems that are fields which the record does not have. Never throws for any tree.
    static List<SpecProblem> unknownFields(Class<? extends Record> type, JsonNode json, FieldPath at) {
        var shape = new RecordShape();
        shape.record(type, json, at);
        return List.copyOf(shape.unknown);
    }

    private void record(Class<?> type, JsonNode json, FieldPath at) {
        if (!json.isObject()) {
            notes.problem(at, Json.is(json) + ", not an object", "Write " + fields(type) + ".");
            return;
        }
        List<String> names = names(type);
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!names.contains(entry.getKey())) {
                unknown(type, entry.getKey(), at);
            }
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = name(type, component);
            property(type, component, json.get(name), at.field(name));
        }
    }

    private void unknown(Class<?> type, String name, FieldPath at) {
        String remedy = Nearest.to(name, names(type))
                .map(near -> "Did you mean %s?".formatted(near))
                .orElse("Known here: %s.".formatted(fields(type)));
        notes.problem(at.field(name), "there is no such field", remedy);
        unknown.add(notes.problems().getLast());
    }

    private void property(Class<?> owner, RecordComponent component, @Nullable JsonNode json, FieldPath at) {
        Field field = field(owner, component);
        if (json == null || json.isNull()) {
            if (field.isAnnotationPresent(Required.class)) {
                notes.problem(at, "is missing", "Write it: " + about(field));
            }
            return;
        }
        SchemaFrom words = field.getAnnotation(SchemaFrom.class);
        if (words != null && words.type().isEnum() && json.isTextual()) {
            word(words.type(), json, at);
            return;
        }
        value(component.getAnnotatedType(), json, at, about(field));
    }

    private void value(AnnotatedType type, JsonNode json, FieldPath at, String about) {
        switch (raw(type)) {
            case Class<?> list when list == List.class -> list(type, json, at, about);
            case Class<?> map when map == Map.class -> map(type, json, at, about);
            case Class<?> any when any == JsonNode.class -> {}
            case Class<?> inner when inner.isRecord() -> record(inner, json, at);
            case Class<?> words when words.isEnum() -> word(words, json, at);
            case Class<?> scalar -> scalar(scalar, type, json, at, about);
        }
    }

    private void list(AnnotatedType type, JsonNode json, FieldPath at, String about) {
        if (!json.isArray()) {
            notes.problem(at, Json.is(json) + ", not a list", "Write a list. " + about);
            return;
        }
        Bounds.check(type, json, at, about, notes);
        AnnotatedType element = argument(type, 0);
        for (int position = 0; position < json.size(); position++) {
            element(element, json.path(position), at.index(position), about);
        }
    }

    private void map(AnnotatedType type, JsonNode json, FieldPath at, String about) {
        if (!json.isObject()) {
            notes.problem(at, Json.is(json) + ", not a map", "Write names with values. " + about);
            return;
        }
        Bounds.check(type, json, at, about, notes);
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            element(argument(type, 1), entry.getValue(), at.field(entry.getKey()), about);
        }
    }

    private void element(AnnotatedType type, JsonNode json, FieldPath at, String about) {
        if (json.isNull() && raw(type) != JsonNode.class) {
            notes.problem(at, "is empty", "Write a value, or remove the entry.");
        } else {
            value(type, json, at, about);
        }
    }

    private void word(Class<?> type, JsonNode json, FieldPath at) {
        List<String> words = words(type);
        if (json.isTextual() && words.contains(json.asText())) {
            return;
        }
        String quotes = json.isBoolean() ? " Off and On need quotes in YAML." : "";
        String allowed = "Write %s.%s".formatted(Json.alternatives(words), quotes);
        Optional<String> near = json.isTextual() ? Nearest.to(json.asText(), words) : Optional.empty();
        notes.problem(
                at,
                json.isTextual() ? quoted(json.asText()) + " is not allowed" : Json.is(json) + ", not a word",
                near.map(word -> allowed + " Did you mean %s?".formatted(word)).orElse(allowed));
    }

    private void scalar(Class<?> type, AnnotatedType annotated, JsonNode json, FieldPath at, String about) {
        if (type == String.class && !json.isTextual()) {
            notes.problem(
                    at,
                    Json.is(json) + ", not text",
                    json.isValueNode() ? "Put it in quotes: \"%s\".".formatted(json.asText()) : "Write text. " + about);
        } else if (isBoolean(type) && !json.isBoolean()) {
            notes.problem(at, Json.is(json) + ", not true or false", "Write true or false, without quotes.");
        } else if (isInteger(type) && !(json.isIntegralNumber() && json.canConvertToInt())) {
            notes.problem(at, Json.is(json) + ", not a whole number", "Write a whole number, without quotes.");
        } else {
            Bounds.check(annotated, json, at, about, notes);
        }
    }

    private static boolean isBoolean(Class<?> type) {
        return type == Boolean.class || type == boolean.class;
    }

    private static boolean isInteger(Class<?> type) {
        return type == Integer.class || type == int.class || type == Long.class || type == long.class;
    }

    private static Class<?> raw(AnnotatedType type) {
        return (Class<?>) (type.getType() instanceof ParameterizedType generic ? generic.getRawType() : type.getType());
    }

    private static AnnotatedType argument(AnnotatedType type, int position) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[position];
    }

    private static Field field(Class<?> owner, RecordComponent component) {
        try {
            return owner.getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String about(Field field) {
        JsonPropertyDescription description = field.getAnnotation(JsonPropertyDescription.class);
        return description == null ? "" : description.value();
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> name(type, component))
                .toList();
    }

    /// As it is written; a component cannot be called `default`.
    private static String name(Class<?> owner, RecordComponent component) {
        JsonProperty written = field(owner, component).getAnnotation(JsonProperty.class);
        return written == null ? component.getName() : written.value();
    }

    private static String fields(Class<?> type) {
        return String.join(", ", names(type));
    }

    private static List<String> words(Class<?> type) {
        var words = new ArrayList<String>();
        for (Field constant : type.getDeclaredFields()) {
            JsonProperty word = constant.getAnnotation(JsonProperty.class);
            if (constant.isEnumConstant()) {
                words.add(word == null ? constant.getName() : word.value());
            }
        }
        return words;
    }
}
