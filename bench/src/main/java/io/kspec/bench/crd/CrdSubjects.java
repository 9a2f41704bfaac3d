package io.kspec.bench.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdResult;
import java.util.List;

/// Definitions of any size, made of nested objects with texts, numbers, enumerations, lists and maps, as generators
/// of definitions write them; and the same after a release that changed one field in fifty.
final class CrdSubjects {
    private static final String GROUP = "bench.kspec.io";
    private static final int FIELDS_OF_OBJECT = 12;
    private static final int KINDS_OF_FIELD = 6;
    private static final int CHANGES = 50;
    private static final String TEXT =
            "Field %d says how the part of the system that it belongs to behaves, and what it is when it is not set. "
                    + "More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/";

    private CrdSubjects() {}

    /// Of at least so many bytes of JSON, in the versions v1beta1 and v1, half of it in each.
    ///
    /// @param changed after the release
    static ObjectNode definition(int bytes, boolean changed, String plural) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        definition.putObject("metadata").put("name", plural + "." + GROUP);
        ObjectNode spec = definition.putObject("spec").put("group", GROUP).put("scope", "Namespaced");
        String kind = Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
        spec.putObject("names")
                .put("plural", plural)
                .put("singular", plural.substring(0, plural.length() - 1))
                .put("kind", kind)
                .put("listKind", kind + "List");
        for (String version : List.of("v1beta1", "v1")) {
            ObjectNode one = spec.withArray("versions").addObject();
            one.put("name", version).put("served", true).put("storage", version.equals("v1"));
            one.putObject("subresources").putObject("status");
            ObjectNode schema = one.putObject("schema").putObject("openAPIV3Schema");
            schema.put("type", "object");
            fill(schema.putObject("properties").putObject("spec"), bytes / 2, changed);
        }
        return definition;
    }

    static Crd read(ObjectNode definition) {
        return switch (Crd.parse(definition)) {
            case CrdResult.Parsed(Crd crd) -> crd;
            case CrdResult.Unreadable(var why) -> throw new IllegalStateException(why.sentence());
        };
    }

    static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }

    /// Objects of a dozen fields below a spec, until it is large enough.
    private static void fill(ObjectNode spec, int bytes, boolean changed) {
        ObjectNode properties = spec.put("type", "object").putObject("properties");
        int field = 0;
        for (int size = 0; size < bytes; ) {
            ObjectNode part = properties.putObject("part" + field / FIELDS_OF_OBJECT);
            ObjectNode fields = part.put("type", "object").putObject("properties");
            for (int which = 0; which < FIELDS_OF_OBJECT; which++, field++) {
                if (!changed || field % CHANGES != 0) {
                    add(fields.putObject("field" + field), field, changed && field % CHANGES == 1);
                }
            }
            size += part.toString().length();
        }
    }

    private static void add(ObjectNode schema, int field, boolean changed) {
        schema.put("description", TEXT.formatted(field));
        switch (field % KINDS_OF_FIELD) {
            case 0 -> schema.put("type", "string").put("maxLength", changed ? 63 : 253);
            case 1 ->
                schema.put("type", "integer").put("minimum", changed ? 1 : 0).put("maximum", 65_535);
            case 2 -> {
                schema.put("type", "string").withArray("enum").add("Always").add("Never");
                if (!changed) {
                    schema.withArray("enum").add("IfNotPresent");
                }
            }
            case 3 -> schema.put("type", "array").putObject("items").put("type", "string");
            case 4 ->
                schema.put("type", "object").putObject("additionalProperties").put("type", "string");
            default -> schema.put("type", "boolean").put("default", changed);
        }
    }
}
