package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.lifecycle.crd.object.schema.CompiledSchema;

/// Short YAML as trees.
public final class Json {
    private Json() {}

    public static JsonNode of(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, JsonNode.class);
    }

    public static ObjectNode object(String yaml) {
        return (ObjectNode) of(yaml);
    }

    /// A schema whose spec has these properties.
    public static CompiledSchema schema(String properties) {
        return CompiledSchema.of(declared(properties));
    }

    public static ObjectNode declared(String properties) {
        return object("""
                type: object
                properties:
                  spec: {type: object, properties: %s}
                  status: {type: object, properties: {phase: {type: string}, count: {type: integer}}}
                """.formatted(properties));
    }

    /// An object `shop/first` with this spec.
    public static ObjectNode thing(String spec) {
        return object("""
                apiVersion: example.com/v1
                kind: Thing
                metadata: {name: first, namespace: shop, uid: u1}
                spec: %s
                """.formatted(spec));
    }
}
