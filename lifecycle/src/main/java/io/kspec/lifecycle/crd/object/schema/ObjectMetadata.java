package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The metadata of an object of Kubernetes: which fields it has, of which types, and which values they may have.
final class ObjectMetadata {
    private static final Map<String, Predicate<JsonNode>> FIELDS = Map.ofEntries(
            Map.entry("name", JsonNode::isTextual),
            Map.entry("generateName", JsonNode::isTextual),
            Map.entry("namespace", JsonNode::isTextual),
            Map.entry("selfLink", JsonNode::isTextual),
            Map.entry("uid", JsonNode::isTextual),
            Map.entry("resourceVersion", JsonNode::isTextual),
            Map.entry("generation", JsonNode::canConvertToLong),
            Map.entry("creationTimestamp", ObjectMetadata::isTime),
            Map.entry("deletionTimestamp", ObjectMetadata::isTime),
            Map.entry("deletionGracePeriodSeconds", JsonNode::canConvertToLong),
            Map.entry("labels", ObjectMetadata::isTexts),
            Map.entry("annotations", ObjectMetadata::isTexts),
            Map.entry("ownerReferences", ObjectMetadata::isObjects),
            Map.entry("finalizers", ObjectMetadata::isNames),
            Map.entry("managedFields", ObjectMetadata::isObjects));

    private static final Pattern LABEL = Pattern.compile("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$");
    private static final Pattern DOMAIN =
            Pattern.compile("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
    private static final Pattern WORD = Pattern.compile("^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$");
    private static final int LONGEST_WORD = 63;
    private static final int LONGEST_DOMAIN = 253;

    private ObjectMetadata() {}

    /// Takes away unknown fields and those of another type. Empty ones go without being lost.
    static void coerce(ObjectNode metadata, Place at, List<String> lost) {
        var fields = metadata.properties().iterator();
        while (fields.hasNext()) {
            var field = fields.next();
            JsonNode value = field.getValue();
            Predicate<JsonNode> type = FIELDS.get(field.getKey());
            boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty()) || isZero(value);
            if (type != null && (empty || type.test(value))) {
                if (empty) {
                    fields.remove();
                }
            } else {
                lost.add(at.field(field.getKey()).pointer());
                fields.remove();
            }
        }
    }

    private static boolean isZero(JsonNode value) {
        return (value.isTextual() && value.textValue().isEmpty())
                || (value.isIntegralNumber() && value.longValue() == 0);
    }

    static void errors(JsonNode metadata, Place at, List<SchemaError> errors) {
        if (!metadata.isObject() && !metadata.isNull()) {
            errors.add(at.error(Kind.INVALID, "must be metadata"));
            return;
        }
        demand(isPathSegment(metadata.path("name").asText("")), at.field("name"), "may hold no / or %", errors);
        String namespace = metadata.path("namespace").asText("");
        demand(namespace.isEmpty() || isLabel(namespace), at.field("namespace"), "must be a label of DNS", errors);
        for (var label : metadata.path("labels").properties()) {
            demand(isQualified(label.getKey()), at.field("labels"), "keys must be qualified names", errors);
            demand(isLabelValue(label.getValue().asText("")), at.field("labels"), "values must be words", errors);
        }
        for (var annotation : metadata.path("annotations").properties()) {
            demand(
                    isQualified(annotation.getKey().toLowerCase(Locale.ROOT)),
                    at.field("annotations"),
                    "keys must be qualified names",
                    errors);
        }
        Place finalizers = at.field("finalizers");
        for (JsonNode finalizer : metadata.path("finalizers")) {
            demand(isQualified(finalizer.asText("")), finalizers, "must be qualified names", errors);
        }
        Place owners = at.field("ownerReferences");
        int position = 0;
        for (JsonNode owner : metadata.path("ownerReferences")) {
            Place place = owners.index(position++);
            for (String name : List.of("apiVersion", "kind", "name", "uid")) {
                demand(!owner.path(name).asText("").isEmpty(), place.field(name), "must not be empty", errors);
            }
        }
        demand(metadata.path("generation").asLong(0) >= 0, at.field("generation"), "must not be negative", errors);
    }

    private static void demand(boolean holds, Place at, String message, List<SchemaError> errors) {
        if (!holds) {
            errors.add(at.error(Kind.INVALID, message));
        }
    }

    private static boolean isTexts(JsonNode map) {
        return map.isObject()
                && map.properties().stream().allMatch(entry -> entry.getValue().isTextual());
    }

    private static boolean isObjects(JsonNode list) {
        return list.isArray() && list.valueStream().allMatch(JsonNode::isObject);
    }

    private static boolean isNames(JsonNode list) {
        return list.isArray() && list.valueStream().allMatch(JsonNode::isTextual);
    }

    private static boolean isTime(JsonNode value) {
        try {
            OffsetDateTime.parse(value.asText(""));
            return value.isTextual();
        } catch (DateTimeException none) {
            return false;
        }
    }

    private static boolean isPathSegment(String name) {
        return !name.equals(".") && !name.equals("..") && !name.contains("/") && !name.contains("%");
    }

    private static boolean isLabel(String text) {
        return text.length() <= LONGEST_WORD && LABEL.matcher(text).find();
    }

    private static boolean isLabelValue(String text) {
        return text.isEmpty() || isWord(text);
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST_WORD && WORD.matcher(text).find();
    }

    private static boolean isQualified(String key) {
        int slash = key.indexOf('/');
        String domain = key.substring(0, Math.max(slash, 0));
        return isWord(key.substring(slash + 1))
                && (slash < 0
                        || (domain.length() <= LONGEST_DOMAIN
                                && DOMAIN.matcher(domain).find()));
    }
}
