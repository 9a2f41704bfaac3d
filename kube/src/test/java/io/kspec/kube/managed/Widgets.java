package io.kspec.kube.managed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/// A kind with any fields, as definition and as objects.
///
/// @param group one for each test, so that they share a cluster
public record Widgets(String group) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public String name() {
        return "widgets." + group;
    }

    public String path(String version) {
        return "/apis/%s/%s/namespaces/default/widgets".formatted(group, version);
    }

    /// One version that is served and stored.
    ///
    /// @param types of the fields of the spec, by name
    public ObjectNode definition(Map<String, String> types) {
        ObjectNode definition = json("""
                {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
                 "metadata": {"name": "%s"},
                 "spec": {"group": "%s", "scope": "Namespaced",
                          "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"},
                          "versions": []}}
                """.formatted(name(), group));
        definition.withObject("/spec").withArray("versions").add(version("v1", true, types));
        return definition;
    }

    /// An entry of `spec.versions`, with a status subresource.
    public static ObjectNode version(String name, boolean stored, Map<String, String> types) {
        ObjectNode version = json("""
                {"name": "%s", "served": true, "storage": %s, "subresources": {"status": {}},
                 "schema": {"openAPIV3Schema": {"type": "object", "properties": {
                   "spec": {"type": "object", "properties": {}},
                   "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}}}
                """.formatted(name, stored));
        ObjectNode fields = version.withObject("/schema/openAPIV3Schema/properties/spec/properties");
        new TreeMap<>(types).forEach((field, type) -> fields.putObject(field).put("type", type));
        return version;
    }

    /// A widget in namespace default.
    ///
    /// @param spec as JSON
    public ObjectNode widget(String name, String version, String spec) {
        return json("""
                {"apiVersion": "%s/%s", "kind": "Widget", "metadata": {"name": "%s", "namespace": "default"}, "spec": %s}
                """.formatted(group, version, name, spec));
    }

    public static ObjectNode json(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }

    public static JsonNode tree(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (java.io.IOException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
