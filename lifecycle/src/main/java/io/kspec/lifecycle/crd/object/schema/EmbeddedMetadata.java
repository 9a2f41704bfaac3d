package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// The objects of Kubernetes that stand inside custom resources (`x-kubernetes-embedded-resource`): their apiVersion
/// and kind must be there and be names, their metadata is read as that of any object.
final class EmbeddedMetadata {
    private static final Pattern KIND = Pattern.compile("^[a-z]([-a-z0-9]*[a-z0-9])?$");
    private static final int LONGEST_KIND = 63;

    private EmbeddedMetadata() {}

    /// Takes away what is no metadata from those below a node, as a read does; what went is added to `lost`.
    static void coerce(SchemaNode root, ObjectNode object, List<String> lost) {
        walk(root, object, Place.ROOT, (embedded, at) -> {
            for (String name : List.of("apiVersion", "kind")) {
                if (embedded.has(name) && !embedded.path(name).isTextual()) {
                    embedded.remove(name);
                    lost.add(at.field(name).pointer());
                }
            }
            if (embedded.get("metadata") instanceof ObjectNode metadata) {
                ObjectMetadata.coerce(metadata, at.field("metadata"), lost);
            }
        });
    }

    static List<SchemaError> errors(SchemaNode root, ObjectNode object) {
        var errors = new ArrayList<SchemaError>();
        walk(root, object, Place.ROOT, (embedded, at) -> {
            apiVersion(embedded, at.field("apiVersion"), errors);
            kind(embedded, at.field("kind"), errors);
            if (embedded.has("metadata")) {
                ObjectMetadata.errors(embedded.path("metadata"), at.field("metadata"), errors);
            }
        });
        return errors;
    }

    private static void apiVersion(JsonNode embedded, Place at, List<SchemaError> errors) {
        JsonNode version = embedded.path("apiVersion");
        if (version.isMissingNode()) {
            errors.add(at.error(Kind.REQUIRED, "must be there"));
        } else if (!version.isTextual() || version.textValue().isEmpty()) {
            errors.add(at.error(Kind.INVALID, "must be a text that is not empty"));
        } else if (version.textValue().chars().filter(letter -> letter == '/').count() > 1) {
            errors.add(at.error(Kind.INVALID, "must be a version, or a group and a version"));
        }
    }

    private static void kind(JsonNode embedded, Place at, List<SchemaError> errors) {
        JsonNode kind = embedded.path("kind");
        if (kind.isMissingNode()) {
            errors.add(at.error(Kind.REQUIRED, "must be there"));
            return;
        }
        String name = kind.asText("").toLowerCase(Locale.ROOT);
        if (!kind.isTextual()
                || name.length() > LONGEST_KIND
                || !KIND.matcher(name).find()) {
            errors.add(at.error(Kind.INVALID, "must be a name of letters, digits and dashes"));
        }
    }

    private static void walk(SchemaNode node, JsonNode value, Place at, BiConsumer<ObjectNode, Place> visit) {
        switch (value) {
            case ObjectNode object -> {
                if (node.shape().embedded()) {
                    visit.accept(object, at);
                }
                for (var field : object.properties()) {
                    SchemaNode declared = node.shape().field(field.getKey());
                    if (declared != null) {
                        walk(declared, field.getValue(), at.field(field.getKey()), visit);
                    }
                }
            }
            case ArrayNode list ->
                node.shape().items().ifPresent(entry -> {
                    for (int position = 0; position < list.size(); position++) {
                        walk(entry, list.get(position), at.index(position), visit);
                    }
                });
            default -> {}
        }
    }
}
