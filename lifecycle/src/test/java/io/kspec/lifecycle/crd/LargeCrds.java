package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Pairs of large definitions: as wide and as deep as those that carry whole pod templates, with a difference here
/// and there. The same size gives the same pair.
public final class LargeCrds {
    private static final int WIDTH = 12;
    private static final int DEPTH = 4;
    private static final int EVERY = 50;

    private LargeCrds() {}

    /// Two definitions of one kind.
    public record Pair(Crd before, Crd after) {}

    /// A pair of which each has about this many bytes as compact JSON.
    public static Pair ofBytes(int bytes) {
        int trees = Math.max(1, bytes / oneTree());
        return new Pair(crd(trees, false), crd(trees, true));
    }

    private static int oneTree() {
        return new Growth(false).object(DEPTH).toString().length();
    }

    private static Crd crd(int trees, boolean changed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        json.putObject("metadata").put("name", "larges.example.org");
        ObjectNode spec = json.putObject("spec").put("group", "example.org").put("scope", "Namespaced");
        spec.putObject("names").put("plural", "larges").put("kind", "Large");
        ObjectNode version = spec.putArray("versions").addObject();
        version.put("name", "v1").put("served", true).put("storage", true);
        var growth = new Growth(changed);
        ObjectNode root =
                version.putObject("schema").putObject("openAPIV3Schema").put("type", "object");
        ObjectNode properties = root.putObject("properties")
                .putObject("spec")
                .put("type", "object")
                .putObject("properties");
        for (int tree = 0; tree < trees; tree++) {
            properties.set("tree" + tree, growth.object(DEPTH));
        }
        json.putObject("status").putArray("storedVersions").add("v1");
        return switch (Crd.parse(json)) {
            case CrdResult.Parsed parsed -> parsed.crd();
            case CrdResult.Unreadable unreadable ->
                throw new AssertionError(unreadable.why().sentence());
        };
    }

    /// Grows schemas, and counts what it grew.
    private static final class Growth {
        private final boolean changed;
        private int grown;

        Growth(boolean changed) {
            this.changed = changed;
        }

        ObjectNode object(int depth) {
            ObjectNode object = node("object");
            ObjectNode properties = object.putObject("properties");
            for (int field = 0; field < WIDTH; field++) {
                properties.set("field" + field, field == 0 && depth > 0 ? object(depth - 1) : leaf(field));
            }
            object.putArray("required").add("field1");
            return object;
        }

        private ObjectNode leaf(int field) {
            return switch (field % 4) {
                case 0 -> node("integer").put("minimum", differs() ? 2 : 1);
                case 1 -> node("string").put("maxLength", differs() ? 63 : 253);
                case 2 -> {
                    ObjectNode list = node("array").put("x-kubernetes-list-type", "atomic");
                    list.set("items", node("string"));
                    yield list;
                }
                default -> {
                    ObjectNode map = node("object");
                    map.set("additionalProperties", node(differs() ? "integer" : "string"));
                    yield map;
                }
            };
        }

        private ObjectNode node(String type) {
            grown++;
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("description", "What this field is for, in a sentence as long as they usually are.")
                    .put("type", type);
        }

        private boolean differs() {
            return changed && grown % EVERY == 0;
        }
    }
}
